package org.fletchck.spi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values given for declared options. Holds what stands in the file as it stands there, so that
 * unknown options survive a save; reads a value when asked for it.
 */
public final class Options {

  /** What a secret is shown as. */
  public static final String MASK = "********";

  private static final Path HERE = Path.of("");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]+}");

  private final List<Option<?>> declared;
  private final Map<String, Object> raw;
  private final UnaryOperator<String> references;
  private final Path folder;
  private @Nullable Map<String, String> resolved;
  private volatile @Nullable SecretFilter secrets;

  private Options(
      List<Option<?>> declared,
      Map<String, Object> raw,
      UnaryOperator<String> references,
      Path folder) {
    this.declared = declared;
    this.raw = raw;
    this.references = references;
    this.folder = folder;
  }

  /** Returns the values of a map of plain Java values, for the options declared. */
  public static Options of(List<Option<?>> declared, Map<String, ?> raw) {
    return new Options(
        List.copyOf(declared),
        Collections.unmodifiableMap(new LinkedHashMap<>(raw)),
        UnaryOperator.identity(),
        HERE);
  }

  /** Returns these with references in texts, such as {@code ${env:NAME}}, resolved by that. */
  public Options resolvedBy(UnaryOperator<String> resolver) {
    return new Options(declared, raw, resolver, folder);
  }

  /** Returns these with relative paths meant from that folder; by default the working directory. */
  public Options inFolder(Path base) {
    return new Options(declared, raw, references, base);
  }

  /** Returns the options declared, in their order. */
  public List<Option<?>> declared() {
    return declared;
  }

  /** Returns the values as they stand in the file. */
  public Map<String, Object> raw() {
    return raw;
  }

  /** Tells whether a value is given. */
  public boolean has(Option<?> option) {
    return given(option) != null;
  }

  /**
   * Returns the value, or the default.
   *
   * @throws IllegalArgumentException if there is neither, the value is wrong or a reference in it
   *     can't be resolved
   */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalArgumentException("option " + option + " is missing"));
  }

  /**
   * Returns the value, the default, or nothing.
   *
   * @throws IllegalArgumentException if the value is wrong or a reference can't be resolved
   */
  public <T> Optional<T> find(Option<T> option) {
    if (!isDeclared(option)) {
      throw new IllegalArgumentException("option " + option + " was read but is not declared");
    }
    Object value = given(option);
    if (value == null) {
      return option.fallback();
    }
    Object plain;
    try {
      plain = resolved(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("option " + option + ": " + e.getMessage(), e);
    }
    try {
      return Optional.of(option.read(plain, warning -> {}));
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message may hold a value that must not be shown.
      throw new IllegalArgumentException("option " + option + ": " + hidden(option, value, e));
    }
  }

  /**
   * Returns the value, or the default, as a path: a relative one is meant from the site's folder.
   *
   * @throws IllegalArgumentException as {@link #get}, or if the text is no path
   */
  public Path path(Option<String> option) {
    return folder.resolve(get(option));
  }

  /** Returns the folder from which relative paths are meant: that of the site. */
  public Path folder() {
    return folder;
  }

  /** Returns the required options that have no value, or an empty one. */
  public List<Option<?>> missing() {
    return declared.stream().filter(o -> o.isRequired() && isEmpty(given(o))).toList();
  }

  /** Tells whether any value holds a reference to the environment or a file. */
  public boolean hasReferences() {
    return raw.values().stream().anyMatch(Options::holdsReference);
  }

  /** Returns what is wrong with the values; {@code path} is where they stand. */
  public List<Problem> problems(String path) {
    List<Problem> problems = new ArrayList<>();
    for (Option<?> option : declared) {
      check(option, path, problems);
    }
    return problems;
  }

  private void check(Option<?> option, String path, List<Problem> problems) {
    String where = path.isEmpty() ? option.name() : path + "." + option.name();
    Object value = given(option);
    boolean lacking = option.isRequired() && isEmpty(value);
    twoNames(option, where, problems);
    if (value == null) {
      if (lacking) {
        problems.add(missing(option, where));
      }
      return;
    }
    Object plain;
    try {
      plain = resolved(value);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.warning(where, String.valueOf(e.getMessage()), ""));
      return;
    }
    // A reference resolves to a text, whatever is wanted; and what it resolved to is never shown.
    boolean referred = holdsReference(value);
    try {
      option.read(
          plain,
          said -> {
            if (!referred) {
              problems.add(Problem.warning(where, hide(option, said), ""));
            }
          });
      if (lacking) {
        problems.add(missing(option, where));
      }
    } catch (IllegalArgumentException e) {
      problems.add(Problem.error(where, hidden(option, value, e), ""));
    }
  }

  /** Of two names of one option that say different things one is without effect, but for lists. */
  private void twoNames(Option<?> option, String where, List<Problem> problems) {
    List<String> given = option.names().stream().filter(name -> raw.get(name) != null).toList();
    if (given.size() > 1
        && option.kind() != Option.Kind.LIST
        && !Objects.equals(raw.get(given.get(0)), raw.get(given.get(1)))) {
      problems.add(
          Problem.warning(
              where,
              "is given twice, also as " + String.join(", ", given.subList(1, given.size())),
              given.get(0) + " counts; leave out the other"));
    }
  }

  private static Problem missing(Option<?> option, String where) {
    return Problem.error(where, "is missing", "needed: " + lowerFirst(option.description()));
  }

  /** Returns the values for display: secrets are masked. */
  public Map<String, Object> masked() {
    Map<String, Object> shown = new LinkedHashMap<>(raw);
    for (Option<?> option : declared) {
      if (option.isSecret()) {
        option.names().forEach(name -> shown.computeIfPresent(name, (n, v) -> MASK));
      }
    }
    return shown;
  }

  /**
   * Returns a text in which the secrets among these values read as {@link #MASK}, in whatever form
   * they are there: values of secret options; what references resolved to, in texts other than a
   * host's name, as far as they were read; and passwords in addresses.
   */
  public String withoutSecrets(String text) {
    SecretFilter filter = secrets;
    return (filter == null ? secrets() : filter).mask(text);
  }

  private synchronized SecretFilter secrets() {
    SecretFilter filter = Secrets.filter(declared, raw, resolved == null ? Map.of() : resolved);
    secrets = filter;
    return filter;
  }

  private String resolve(String reference) {
    String value = references.apply(reference);
    if (!value.equals(reference)) {
      remember(reference, value);
    }
    return value;
  }

  /** Files change, and what was read is what has to be hidden. */
  private synchronized void remember(String reference, String value) {
    Map<String, String> known = resolved == null ? new HashMap<>() : resolved;
    if (!value.equals(known.put(reference, value))) {
      secrets = null;
    }
    resolved = known;
  }

  static String replaceReferences(String text, UnaryOperator<String> resolver) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(resolver.apply(found.group())));
  }

  private boolean isDeclared(Option<?> option) {
    for (Option<?> each : declared) { // no stream: this is asked for each row of a page
      if (each.name().equals(option.name())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object given(Option<?> option) {
    return option.given(raw);
  }

  private Object resolved(Object value) {
    if (!holdsReference(value)) {
      return value;
    }
    if (value instanceof String s) {
      return replaceReferences(s, this::resolve);
    }
    if (value instanceof List<?> items) {
      return items.stream().map(i -> i == null ? "" : resolved(i)).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      entries.forEach((k, v) -> copy.put(k, v == null ? "" : resolved(v)));
      return copy;
    }
    return value;
  }

  private static boolean holdsReference(@Nullable Object value) {
    if (value instanceof String s) {
      return s.contains("${");
    }
    if (value instanceof List<?> items) {
      return items.stream().anyMatch(Options::holdsReference);
    }
    return value instanceof Map<?, ?> m && m.values().stream().anyMatch(Options::holdsReference);
  }

  /** Leaves out what was found where that is a secret, or what a reference resolved to. */
  private static String hidden(Option<?> option, Object value, IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    return holdsReference(value) ? withoutValue(message) : hide(option, message);
  }

  private static String hide(Option<?> option, String message) {
    return option.isSecret() ? withoutValue(message) : message;
  }

  private static String withoutValue(String message) {
    return message.replaceAll("(?s)(, found |, took ).*", "");
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || (value instanceof String s && s.isBlank())
        || (value instanceof List<?> l && l.isEmpty());
  }

  /** Makes the first letter small, unless it begins an abbreviation such as TCP. */
  private static String lowerFirst(String text) {
    boolean abbreviation = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return abbreviation
        ? text
        : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
