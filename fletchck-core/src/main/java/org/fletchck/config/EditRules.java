package org.fletchck.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/**
 * The rules for changes from outside the file, by a page or a program that isn't fully trusted.
 * Whatever runs programs or reads the environment or files may not be changed, unless the file sets
 * {@code allowExec}; a secret that is kept may not be sent to another host or port, or with less
 * encryption.
 */
public final class EditRules {

  private static final String ALLOW = SiteKeys.ALLOW_EXEC.name();
  private static final String ONLY_IN_FILE = "can only be set in the file";
  private static final String REMEDY = "or anywhere, once the file says \"" + ALLOW + "\": true";

  /** Options that determine where a secret is sent, and who could read it on the way. */
  private static final Set<String> DESTINATION =
      Set.of(
          "host",
          "hostname",
          "url",
          "port",
          "proxy",
          "preset",
          "tls",
          "usetls",
          "starttls",
          "selfsigned",
          "insecure",
          "cafile");

  private static final String URL = "url";
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);
  private static final int LONGEST_NAME = 200;
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");

  private final SiteConfig before;
  private final SiteConfig after;
  private final Set<String> given;
  private final List<Problem> problems = new ArrayList<>();

  private EditRules(SiteConfig before, SiteConfig after, Set<String> given) {
    this.before = before;
    this.after = after;
    this.given = given;
  }

  /**
   * Returns what forbids a change; empty if it is allowed. A check or action under another name is
   * new: these rules don't handle renames.
   *
   * @param given paths, such as {@code actions.mail.options.password}, of secrets that were given
   *     again, whether or not they changed
   */
  public static List<Problem> problems(
      SiteConfig before, SiteConfig after, Types types, Set<String> given) {
    EditRules rules = new EditRules(before, after, given);
    rules.site();
    after
        .checks()
        .forEach(
            (name, check) ->
                rules.entry(
                    ConfigPath.check(name),
                    Optional.ofNullable(before.checks().get(name)).map(CheckConfig::entry),
                    check.entry(),
                    types.check(check.type()).orElse(null)));
    after
        .actions()
        .forEach(
            (name, action) ->
                rules.entry(
                    ConfigPath.action(name),
                    Optional.ofNullable(before.actions().get(name)).map(ActionConfig::entry),
                    action.entry(),
                    types.action(action.type()).orElse(null)));
    return List.copyOf(rules.problems);
  }

  /**
   * Returns all reasons to refuse a change: what forbids it, and the errors that it would cause.
   * Errors that existed before are allowed, as they may have nothing to do with this change.
   *
   * @param given as in {@link #problems}
   */
  public static List<Problem> refusals(
      SiteConfig before, SiteConfig after, Types types, Set<String> given) {
    List<Problem> refusals = new ArrayList<>(problems(before, after, types, given));
    Set<Problem> known = new HashSet<>(before.validate(types).problems());
    after.validate(types).problems().stream()
        .filter(problem -> problem.isError() && !known.contains(problem))
        .forEach(refusals::add);
    return refusals;
  }

  /**
   * Returns a valid name for a new entry that is added from outside the file: it must fit into a
   * line, an address and a JSON key.
   *
   * @return the name without surrounding white space
   * @throws IllegalArgumentException if the name is invalid; the message says what is expected
   */
  public static String name(String given) {
    String name = given.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("expected a name of 1 to " + LONGEST_NAME + " characters");
    }
    if (NOT_IN_NAMES.matcher(name).find()) {
      throw new IllegalArgumentException(
          "expected a name on one line, without control characters and unpaired surrogates");
    }
    if (name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("expected a name that can be part of an address");
    }
    return Entry.checked(name);
  }

  private void site() {
    if (!Objects.equals(before.raw().get(ALLOW), after.raw().get(ALLOW))) {
      problems.add(Problem.error(ALLOW, ONLY_IN_FILE, ""));
    }
    if (!before.allowExec()) {
      Set<TextAtPath> known = new HashSet<>(references(before.raw(), ""));
      references(after.raw(), "").stream()
          .filter(found -> !known.contains(found))
          .map(TextAtPath::path)
          .distinct()
          .forEach(path -> forbid(path, "a reference to the environment or a file "));
    }
    Map<String, Object> mqtt = before.section("mqtt").orElse(Map.of());
    sameDestination("mqtt", MqttKeys.ALL, mqtt, after.section("mqtt").orElse(Map.of()));
  }

  private void entry(String path, Optional<Entry> old, Entry now, @Nullable PluginType<?> type) {
    if (type == null) {
      return;
    }
    boolean sameType = old.filter(e -> type.name().equals(e.raw().get("type"))).isPresent();
    Map<String, Object> oldOptions = old.map(Entry::rawOptions).orElse(Map.of());
    if (!before.allowExec()) {
      guarded(path, type, sameType ? oldOptions : null, now.rawOptions());
    }
    if (old.isPresent()) {
      String options = path + "." + Entry.OPTIONS;
      if (sameType) {
        sameDestination(options, type.options(), oldOptions, now.rawOptions());
      } else {
        keptSecrets(options, type.options(), oldOptions, now.rawOptions(), "the type");
      }
    }
  }

  /** If a type exists to run a program, none of its options may be changed. */
  private void guarded(
      String path, PluginType<?> type, @Nullable Map<String, Object> old, Map<String, Object> now) {
    for (Option<?> option : type.options()) {
      boolean changed =
          option.isRequired()
              ? !now.equals(old)
              : !Objects.equals(value(option, old == null ? Map.of() : old), value(option, now));
      if (option.isGuarded() && changed) {
        forbid(path + "." + Entry.OPTIONS + "." + option.name(), "what runs a program ");
      }
    }
  }

  private void sameDestination(
      String path, List<Option<?>> declared, Map<String, Object> old, Map<String, Object> now) {
    declared.stream()
        .filter(option -> DESTINATION.contains(option.name()))
        .filter(option -> !destination(option, old).equals(destination(option, now)))
        .filter(option -> isReadable(option, now)) // otherwise refused for that alone
        .findFirst()
        .ifPresent(option -> keptSecrets(path, declared, old, now, option.name()));
  }

  private void keptSecrets(
      String path,
      List<Option<?>> declared,
      Map<String, Object> old,
      Map<String, Object> now,
      String because) {
    for (Option<?> option : declared) {
      Object value = value(option, now);
      String at = path + "." + option.name();
      boolean hidden = option.isSecret() || !references(value, "").isEmpty();
      if (hidden
          && value != null
          && value.equals(value(option, old))
          && !option.name().equals(URL)
          && !given.contains(at)) {
        problems.add(
            Problem.error(at, "is needed again", "it isn't reused when " + because + " changes"));
      }
    }
  }

  private void forbid(String path, String what) {
    problems.add(Problem.error(path, what + ONLY_IN_FILE, REMEDY));
  }

  private static @Nullable Object value(Option<?> option, Map<String, Object> raw) {
    return option.given(raw);
  }

  private static boolean isReadable(Option<?> option, Map<String, Object> raw) {
    try {
      Object value = value(option, raw);
      return value == null || option.read(value, warning -> {}) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the destination that an option gives: of an address its scheme, host and port. */
  private static String destination(Option<?> option, Map<String, Object> raw) {
    Object value = value(option, raw);
    String text =
        value == null
            ? option.fallbackText()
            : String.valueOf(value).strip().toLowerCase(Locale.ROOT);
    try {
      URI uri = text.contains("://") ? URI.create(text) : null;
      if (uri == null || uri.getHost() == null) {
        return text;
      }
      int port = uri.getPort() < 0 ? PORTS.getOrDefault(uri.getScheme(), -1) : uri.getPort();
      return uri.getScheme() + "://" + uri.getHost() + ":" + port;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Finds the strings with references; their position in a list doesn't matter. */
  private static List<TextAtPath> references(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              e ->
                  references(e.getValue(), ConfigPath.at(path, String.valueOf(e.getKey())))
                      .stream())
          .toList();
    }
    if (value instanceof List<?> list) {
      return list.stream().flatMap(item -> references(item, path).stream()).toList();
    }
    return value instanceof String text && ValueReferences.isIn(text)
        ? List.of(new TextAtPath(path, text))
        : List.of();
  }

  private record TextAtPath(String path, String text) {}
}
