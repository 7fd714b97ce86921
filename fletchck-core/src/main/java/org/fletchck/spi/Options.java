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
 * The values given for declared options. Keeps the values of the file as they are, so that unknown
 * options survive a save, and reads each one when it is requested.
 */
public final class Options {

  /** Shown instead of a secret. */
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

  /** Creates options from a map of plain Java values. */
  public static Options of(List<Option<?>> declared, Map<String, ?> raw) {
    return new Options(
        List.copyOf(declared),
        Collections.unmodifiableMap(new LinkedHashMap<>(raw)),
        UnaryOperator.identity(),
        HERE);
  }

  /** Returns these with another resolver of references in strings, such as {@code ${env:NAME}}. */
  public Options resolvedBy(UnaryOperator<String> resolver) {
    return new Options(declared, raw, resolver, folder);
  }

  /** Returns these with another base of relative paths; the default is the working directory. */
  public Options inFolder(Path base) {
    return new Options(declared, raw, references, base);
  }

  /** Returns the declared options, in order. */
  public List<Option<?>> declared() {
    return declared;
  }

  /** Returns the values as they are in the file. */
  public Map<String, Object> raw() {
    return raw;
  }

  /** Returns whether a value is given. */
  public boolean has(Option<?> option) {
    return given(option) != null;
  }

  /**
   * Returns the value, or the default.
   *
   * @throws IllegalArgumentException if there is neither, the value is invalid or a reference in it
   *     can't be resolved
   */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalArgumentException("option " + option + " is missing"));
  }

  /**
   * Returns the value, or the default, if there is either.
   *
   * @throws IllegalArgumentException if the value is invalid or a reference in it can't be resolved
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
      // Without the cause, whose message may contain a value that must not be shown.
      throw new IllegalArgumentException("option " + option + ": " + hidden(option, value, e));
    }
  }

  /**
   * Returns the value, or the default, as a path. A relative one is resolved against {@link
   * #folder}.
   *
   * @throws IllegalArgumentException as {@link #get}, or if the value is not a valid path
   */
  public Path path(Option<String> option) {
    return folder.resolve(get(option));
  }

  /** Returns the folder that paths are relative to: that of the site. */
  public Path folder() {
    return folder;
  }

  /** Returns the required options without a value, or with an empty one. */
  public List<Option<?>> missing() {
    return declared.stream().filter(o -> o.isRequired() && isEmpty(given(o))).toList();
  }

  /** Returns whether any value contains a reference to the environment or a file. */
  public boolean hasReferences() {
    return raw.values().stream().anyMatch(Options::holdsReference);
  }

  /** Returns the problems of the values; {@code path} is where they are in the file. */
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
    // A reference resolves to a string, whatever the kind; and what it resolved to is never shown.
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

  /** Warns if two names of an option have different values: only lists are combined. */
  private void twoNames(Option<?> option, String where, List<Problem> problems) {
    List<String> given = option.names().stream().filter(name -> raw.get(name) != null).toList();
    if (given.size() > 1
        && option.kind() != Option.Kind.LIST
        && !Objects.equals(raw.get(given.get(0)), raw.get(given.get(1)))) {
      problems.add(
          Problem.warning(
              where,
              "is given twice, also as " + String.join(", ", given.subList(1, given.size())),
              given.get(0) + " is used; remove the other"));
    }
  }

  private static Problem missing(Option<?> option, String where) {
    return Problem.error(where, "is missing", "needed: " + lowerFirst(option.description()));
  }

  /** Returns the values for display, with secrets masked. */
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
   * Returns a text with the secrets among these values replaced by {@link #MASK}, whatever their
   * encoding: values of secret options; what references have resolved to so far, except in host
   * names; and passwords in URLs.
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

  /** Remembers what was read: a file may change, but the value in use has to be hidden. */
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
    for (Option<?> each : declared) { // no stream: called for each row of a page
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

  /** Leaves out the value that was found if it is a secret, or what a reference resolved to. */
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

  /** Makes the first letter lower case, unless it begins an abbreviation such as TCP. */
  private static String lowerFirst(String text) {
    boolean abbreviation = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return abbreviation
        ? text
        : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
