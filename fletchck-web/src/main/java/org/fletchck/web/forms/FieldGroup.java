package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.web.forms.Field.Choice;
import org.fletchck.web.forms.Field.Input;
import org.jspecify.annotations.Nullable;

/**
 * Options that are keys of one object in the file, as fields of a form.
 *
 * @param prefix the prefix that turns names of options into names of fields, such as {@code
 *     options.}
 * @param options the options in the order in which they are shown
 * @param names the names that an option may hold, if it holds names of checks or actions
 * @param mayGuarded whether options that run programs may be changed
 */
record FieldGroup(
    String prefix,
    List<Option<?>> options,
    Function<Option<?>, Optional<List<String>>> names,
    boolean mayGuarded) {

  private static final String ONLY_IN_FILE =
      "Can only be set in the file, unless it says \"allowExec\": true.";
  private static final String TORN = "Can only be changed in the file: it doesn't fit into a form.";

  /** Returns an object of the file with the input applied. */
  Map<String, Object> apply(Map<String, Object> raw, FormInput formInput) {
    Map<String, Object> changed = raw;
    for (Option<?> option : options) {
      String field = prefix + option.name();
      if (formInput.has(field)) {
        Object before = given(option, changed);
        Object after =
            isBoxes(option)
                ? ticked(before, formInput.ticked(field))
                : FormText.read(option, formInput.text(field).orElse(""), before);
        if (!Objects.equals(before, after)) {
          changed = with(option, changed, after);
        }
      }
    }
    return changed;
  }

  /** Sets a value under the name of the option, in place of any alias. */
  private static Map<String, Object> with(
      Option<?> option, Map<String, Object> raw, @Nullable Object value) {
    Map<String, Object> changed = new LinkedHashMap<>();
    boolean there = value == null;
    for (Map.Entry<String, Object> entry : raw.entrySet()) {
      if (!option.names().contains(entry.getKey())) {
        changed.put(entry.getKey(), entry.getValue());
      } else if (!there && value != null) {
        changed.put(option.name(), value);
        there = true;
      }
    }
    if (!there && value != null) {
      changed.put(option.name(), value);
    }
    return changed;
  }

  /** Returns the ticked names: old ones first, in their order, then new ones. */
  static @Nullable Object ticked(@Nullable Object before, List<String> ticked) {
    List<String> old = items(before);
    if (Set.copyOf(old).equals(Set.copyOf(ticked))) {
      return before;
    }
    List<String> now = new ArrayList<>(old.stream().filter(ticked::contains).toList());
    ticked.stream().filter(name -> !now.contains(name)).forEach(now::add);
    return now.isEmpty() ? null : now;
  }

  static List<String> items(@Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list.stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }
    return raw == null ? List.of() : List.of(String.valueOf(raw));
  }

  /** Returns the fields, filled with the input where there is any. */
  List<Field> fields(Map<String, Object> raw, FormInput formInput, FieldProblems fieldProblems) {
    return options.stream().map(option -> field(option, raw, formInput, fieldProblems)).toList();
  }

  private Field field(
      Option<?> option, Map<String, Object> raw, FormInput formInput, FieldProblems fieldProblems) {
    String name = prefix + option.name();
    Object value = given(option, raw);
    String locked = locked(option, value);
    String text =
        locked.isEmpty()
            ? formInput.text(name).map(FormText::canonical).orElse(FormText.shown(option, value))
            : FormText.shown(option, value);
    Input input = input(option, text);
    return new Field(
        name,
        option.name(),
        option.description(),
        input,
        text,
        option.fallbackText(),
        switch (input) {
          case SELECT -> choices(option, text);
          case BOXES -> boxes(option, formInput.has(name) ? formInput.ticked(name) : items(value));
          default -> List.of();
        },
        option.isRequired(),
        locked,
        fieldProblems.at(name));
  }

  private String locked(Option<?> option, @Nullable Object value) {
    if (option.isGuarded() && !mayGuarded) {
      return ONLY_IN_FILE;
    }
    if (FormText.isHidden(option, value)) {
      return isBoxes(option) ? TORN : "";
    }
    return !isBoxes(option) && FormText.isTorn(value) ? TORN : "";
  }

  private Input input(Option<?> option, String text) {
    if (isBoxes(option)) {
      return Input.BOXES;
    }
    return switch (option.kind()) {
      case FLAG, CHOICE -> Input.SELECT;
      case LIST, CHECKS, MAP -> Input.AREA;
      case INTEGER, NUMBER, SECONDS -> Input.NUMBER;
      case TEXT -> {
        boolean lines = option.isMultiline() || text.contains("\n");
        yield option.isSecret() ? Input.SECRET : lines ? Input.AREA : Input.TEXT;
      }
    };
  }

  private static List<Choice> choices(Option<?> option, String text) {
    String fallback = option.fallbackText();
    List<String> words =
        option.kind() == Option.Kind.FLAG ? List.of("true", "false") : option.choices();
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", fallback.isEmpty() ? "" : "default: " + fallback, text.isEmpty()));
    Stream.concat(words.stream(), Stream.of(text))
        .filter(word -> !word.isEmpty())
        .distinct()
        .forEach(word -> choices.add(new Choice(word, word, word.equals(text))));
    return choices;
  }

  private List<Choice> boxes(Option<?> option, List<String> ticked) {
    Set<String> known = new LinkedHashSet<>(names.apply(option).orElse(List.of()));
    Set<String> chosen = new LinkedHashSet<>(ticked);
    List<Choice> boxes = new ArrayList<>();
    known.forEach(name -> boxes.add(new Choice(name, name, chosen.contains(name))));
    chosen.stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> boxes.add(new Choice(name, name + " (not found)", true)));
    return boxes;
  }

  private boolean isBoxes(Option<?> option) {
    return names.apply(option).isPresent();
  }

  /** Returns the names of the fields that were entered and are not just the mask. */
  Stream<String> typedSecrets(FormInput formInput) {
    return options.stream()
        .map(option -> prefix + option.name())
        .filter(
            name -> formInput.text(name).filter(text -> !text.equals(Options.MASK)).isPresent());
  }

  static @Nullable Object given(Option<?> option, Map<String, Object> raw) {
    return option.given(raw);
  }
}
