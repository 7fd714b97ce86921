package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Types;
import org.fletchck.web.forms.Field.Choice;
import org.fletchck.web.forms.Field.Input;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that a check is a member of.
 *
 * @param site the site
 * @param types determine which checks can have members
 * @param name the name of the check
 */
record SequenceMembership(SiteConfig site, Types types, String name) {

  static final String FIELD = "inseq";

  /** Returns the names of the sequences. */
  List<String> holders() {
    return candidates().stream()
        .filter(check -> FieldGroup.items(members(check)).contains(name))
        .map(CheckConfig::name)
        .toList();
  }

  private List<CheckConfig> candidates() {
    return site.checks().values().stream()
        .filter(check -> !check.name().equals(name) && option(check).isPresent())
        .toList();
  }

  private Optional<Option<?>> option(CheckConfig check) {
    List<Option<?>> options = types.check(check.type()).map(CheckType::options).orElse(List.of());
    return options.stream().filter(option -> option.kind() == Option.Kind.CHECKS).findFirst();
  }

  private @Nullable Object members(CheckConfig check) {
    return option(check)
        .map(option -> FieldGroup.given(option, OptionsObject.in(check.raw())))
        .orElse(null);
  }

  /** Returns the site with the check in these sequences only. */
  SiteConfig with(List<String> sequences) {
    SiteConfig changed = site;
    for (CheckConfig holder : candidates()) {
      List<String> members = new ArrayList<>(FieldGroup.items(members(holder)));
      boolean wanted = sequences.contains(holder.name());
      if (wanted != members.contains(name)) {
        members.remove(name);
        if (wanted) {
          members.add(name);
        }
        String option = option(holder).map(Option::name).orElseThrow();
        changed = changed.withCheck(holder.option(option, members));
      }
    }
    return changed;
  }

  Field field(FormInput formInput, FieldProblems fieldProblems) {
    List<String> ticked = formInput.has(FIELD) ? formInput.ticked(FIELD) : holders();
    List<Choice> boxes =
        candidates().stream()
            .map(check -> new Choice(check.name(), check.name(), ticked.contains(check.name())))
            .toList();
    return new Field(
        FIELD,
        "in sequences",
        "The sequences that run this check",
        Input.BOXES,
        "",
        "",
        boxes,
        false,
        "",
        fieldProblems.at(FIELD));
  }
}
