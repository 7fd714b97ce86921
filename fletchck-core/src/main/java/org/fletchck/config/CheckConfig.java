package org.fletchck.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.schedule.Trigger;
import org.fletchck.schedule.TriggerText;
import org.fletchck.schedule.ZoneNames;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * A named check, as a value. Start with {@link #of(String, CheckType)} and add what is needed; each
 * method returns a new value.
 *
 * <pre>{@code
 * CheckConfig web =
 *     CheckConfig.of("web", new HttpsCheckType())
 *         .option(HttpsCheckType.HOSTNAME, "www.example.com")
 *         .option(HttpsCheckType.TIMEOUT, Duration.ofSeconds(5))
 *         .every(Duration.ofMinutes(10));
 * }</pre>
 *
 * <p>Reading never fails, except where stated: an invalid value counts as missing, and {@link
 * SiteConfig#validate} reports it. Checks with equal names and contents are equal.
 */
public final class CheckConfig {

  private static final Map<String, Integer> UNITS = units();

  private final Entry entry;

  /** Computed on first use; each row of each page needs it. */
  private @Nullable String typeText;

  CheckConfig(Entry entry) {
    this.entry = entry;
  }

  /** Creates a check without options that runs on demand. */
  public static CheckConfig of(String name, CheckType type) {
    return of(name, type.name());
  }

  /** Creates a check without options that runs on demand, given the name of its type. */
  public static CheckConfig of(String name, String type) {
    return new CheckConfig(Entry.of(name, Map.of("type", type)));
  }

  /** Creates a check from an object of plain Java values, as in a site file. */
  public static CheckConfig of(String name, Map<String, ?> raw) {
    return new CheckConfig(Entry.of(name, raw));
  }

  /** Returns a copy with a key of the entry set to a plain Java value; null removes the key. */
  public CheckConfig with(String key, @Nullable Object value) {
    return new CheckConfig(entry.with(key, value));
  }

  /** Returns a copy with a key of {@link CheckKeys}; null removes the key. */
  public <T> CheckConfig with(Option<T> key, @Nullable T value) {
    return with(key.name(), value == null ? null : key.write(value));
  }

  /** Returns a copy with an option that its type declares; null removes it. */
  public <T> CheckConfig option(Option<T> option, @Nullable T value) {
    return option(option.name(), value == null ? null : option.write(value));
  }

  /** Returns a copy with an option of its type set to a plain Java value; null removes it. */
  public CheckConfig option(String option, @Nullable Object value) {
    return new CheckConfig(entry.withOption(option, value));
  }

  /** Returns a copy with a trigger in the form used in the file; an empty one removes it. */
  public CheckConfig trigger(Map<String, ?> spec) {
    return with("trigger", spec.isEmpty() ? null : spec);
  }

  /**
   * Returns a copy with a trigger such as {@code 10 min} or {@code cron 9-17 hr}; empty for none.
   *
   * @throws IllegalArgumentException if the text is invalid; the message says why, with examples
   */
  public CheckConfig triggerText(String text) {
    return trigger(TriggerText.parse(text).orElse(Map.of()));
  }

  /** Returns a copy with an interval of whole seconds, at least one. */
  public CheckConfig every(Duration interval) {
    long seconds = interval.toSeconds();
    if (seconds < 1 || !interval.equals(Duration.ofSeconds(seconds))) {
      throw new IllegalArgumentException("expected whole seconds, at least 1, found " + interval);
    }
    for (Map.Entry<String, Integer> unit : UNITS.entrySet()) {
      if (seconds % unit.getValue() == 0) {
        return trigger(Map.of("interval", Map.of(unit.getKey(), seconds / unit.getValue())));
      }
    }
    throw new AssertionError("a second divides everything");
  }

  /** Returns a copy with the number of failing runs after which it fails. */
  public CheckConfig threshold(int runs) {
    return with(CheckKeys.THRESHOLD, runs);
  }

  /** Returns a copy with the number of most recent runs among which failing ones are counted. */
  public CheckConfig window(int runs) {
    return with(CheckKeys.WINDOW, runs);
  }

  /** Returns a copy with the number of passing runs after which it passes again. */
  public CheckConfig recovery(int runs) {
    return with(CheckKeys.RECOVERY, runs);
  }

  /** Returns a copy with the number of attempts within one run. */
  public CheckConfig retries(int attempts) {
    return with(CheckKeys.RETRIES, attempts);
  }

  /** Returns a copy with the time after which an ongoing failure is notified again. */
  public CheckConfig reminder(Duration after) {
    return with(CheckKeys.REMINDER, after);
  }

  /** Returns a copy with these actions. */
  public CheckConfig actions(String... names) {
    return with(CheckKeys.ACTIONS, List.of(names));
  }

  /** Returns a copy with these dependencies. */
  public CheckConfig dependsOn(String... checks) {
    return with(CheckKeys.DEPENDS, List.of(checks));
  }

  /** Returns a copy that notifies when it fails, or doesn't. */
  public CheckConfig failAction(boolean notified) {
    return with(CheckKeys.FAIL_ACTION, notified);
  }

  /** Returns a copy that notifies when it passes again, or doesn't. */
  public CheckConfig passAction(boolean notified) {
    return with(CheckKeys.PASS_ACTION, notified);
  }

  /** Returns a copy with its priority in a sequence: lower numbers run first. */
  public CheckConfig priority(int place) {
    return with(CheckKeys.PRIORITY, place);
  }

  /** Returns a copy that is paused, or not. */
  public CheckConfig paused(boolean paused) {
    return with(CheckKeys.PAUSED.name(), paused ? true : null);
  }

  /** Returns a copy that is paused until a time. */
  public CheckConfig pausedUntil(Instant time) {
    return with(CheckKeys.PAUSED, time.toString());
  }

  /** Returns a copy with a text for its notifications. */
  public CheckConfig note(String text) {
    return with(CheckKeys.NOTE, text);
  }

  /** Returns a copy with the MQTT topic for its state. */
  public CheckConfig publish(String topic) {
    return with(CheckKeys.PUBLISH, topic);
  }

  /** Returns the name. */
  public String name() {
    return entry.name();
  }

  /** Returns the name of the type; empty if none is given. */
  public String type() {
    return find(CheckKeys.TYPE).orElse("");
  }

  /** Returns the type as shown: {@code https}, or {@code remote (disk)} with a sub-type. */
  public String typeText() {
    String known = typeText;
    if (known == null) {
      known = type() + subType().map(sub -> " (" + sub + ")").orElse("");
      typeText = known;
    }
    return known;
  }

  /** Returns the entry as written in the file. */
  public Map<String, Object> raw() {
    return entry.raw();
  }

  /** Returns the number of failing runs after which it fails, 1 by default. */
  public int threshold() {
    return get(CheckKeys.THRESHOLD);
  }

  /** Returns the number of most recent runs that count, at least the threshold. */
  public int window() {
    return Math.max(threshold(), windowGiven());
  }

  /** Returns the window as configured, or the threshold. */
  int windowGiven() {
    return find(CheckKeys.WINDOW).orElse(threshold());
  }

  /** Returns the number of passing runs in a row after which it passes again, 1 by default. */
  public int recovery() {
    return get(CheckKeys.RECOVERY);
  }

  /** Returns the number of attempts within one run, 1 by default. */
  public int retries() {
    return get(CheckKeys.RETRIES);
  }

  /** Returns its priority in a sequence, 0 by default: lower numbers run first. */
  public int priority() {
    return get(CheckKeys.PRIORITY);
  }

  /** Returns whether it notifies when it fails, true by default. */
  public boolean failAction() {
    return get(CheckKeys.FAIL_ACTION);
  }

  /** Returns whether it notifies when it passes again, true by default. */
  public boolean passAction() {
    return get(CheckKeys.PASS_ACTION);
  }

  /** Returns the time after which an ongoing failure is notified again. */
  public Optional<Duration> reminder() {
    return find(CheckKeys.REMINDER);
  }

  /** Returns whether it is paused at a time. */
  public boolean pausedAt(Instant now) {
    return paused().at(now);
  }

  /** Returns the time at which a pause ends by itself, even if it is in the past. */
  public Optional<Instant> pausedUntil() {
    return Optional.ofNullable(paused().until());
  }

  /** Returns the names of its actions, known or not. */
  public List<String> actions() {
    return get(CheckKeys.ACTIONS);
  }

  /** Returns the names of the checks it depends on, known or not; see {@link DependencyGraph}. */
  public List<String> depends() {
    return get(CheckKeys.DEPENDS);
  }

  /** Returns the MQTT topic for its state. */
  public Optional<String> publish() {
    return given(CheckKeys.PUBLISH);
  }

  /** Returns the name under which its reports arrive, in addition to its own. */
  public Optional<String> remoteId() {
    return given(CheckKeys.REMOTE_ID);
  }

  /** Returns the type at the sender. */
  public Optional<String> subType() {
    return given(CheckKeys.SUB_TYPE);
  }

  /** Returns the text for its notifications. */
  public Optional<String> note() {
    return given(CheckKeys.NOTE);
  }

  /** Returns its name before it was renamed in the file. */
  public Optional<String> was() {
    return given(CheckKeys.WAS);
  }

  /** Returns its zone: its {@code timezone} option, else the site's. */
  public ZoneId zone(ZoneId site) {
    return new LenientView(CheckKeys.COMMON_OPTIONS, entry.rawOptions(), entry.folder())
        .find(CheckKeys.TIMEZONE)
        .map(ZoneNames::of)
        .orElse(site);
  }

  /**
   * Returns its trigger, empty if it runs on demand.
   *
   * @throws IllegalArgumentException if it is invalid; the message says why
   */
  public Optional<Trigger> trigger(ZoneId site) {
    Object spec = raw().get("trigger");
    Map<String, Object> fields = RawValues.object(raw(), "trigger").orElse(Map.of());
    if (spec != null && !(spec instanceof Map)) {
      throw new IllegalArgumentException(
          "expected an object such as {\"interval\": {\"minutes\": 10}}");
    }
    if (fields.entrySet().stream().allMatch(f -> f.getValue() == null || isComment(f.getKey()))) {
      return Optional.empty();
    }
    return Optional.of(Trigger.of(fields, zone(site), name()));
  }

  /**
   * Returns the options as declared by the type. References in them are resolved when they are
   * read, relative to the site's folder.
   */
  public Options options(CheckType type) {
    return entry.options(
        Entry.declared(type, CheckKeys.COMMON_OPTIONS), new ValueReferences(entry.folder()));
  }

  /** Returns the state that the original kept in the file; empty if there is none. */
  public Optional<CheckState> legacyState(ZoneId site) {
    return RawValues.object(raw(), "data")
        .filter(data -> !data.isEmpty())
        .map(data -> new LegacyData(data, threshold(), zone(site), site).state());
  }

  Entry entry() {
    return entry;
  }

  CheckConfig inFolder(Path folder) {
    return new CheckConfig(entry.inFolder(folder));
  }

  private PauseSetting paused() {
    return PauseSetting.of(get(CheckKeys.PAUSED));
  }

  private <T> T get(Option<T> key) {
    return find(key).or(key::fallback).orElseThrow();
  }

  /** Reads a single key: this is called for each row of a page, and most keys are not set. */
  private <T> Optional<T> find(Option<T> key) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (String name : key.names()) {
      Object value = raw().get(name);
      if (value != null) {
        given.put(name, value);
      }
    }
    return given.isEmpty()
        ? key.fallback()
        : new LenientView(List.of(key), given, entry.folder()).find(key);
  }

  /** Finds a string; a blank one, which forms tend to save, counts as missing. */
  private Optional<String> given(Option<String> key) {
    return find(key).filter(text -> !text.isBlank());
  }

  private static boolean isComment(String key) {
    return key.startsWith("//");
  }

  private static Map<String, Integer> units() {
    Map<String, Integer> units = new LinkedHashMap<>();
    units.put("days", 86_400);
    units.put("hours", 3_600);
    units.put("minutes", 60);
    units.put("seconds", 1);
    return units;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CheckConfig check && entry.equals(check.entry);
  }

  @Override
  public int hashCode() {
    return entry.hashCode();
  }

  /** Returns the name and type, without values. */
  @Override
  public String toString() {
    return name() + " (" + typeText() + ")";
  }
}
