package org.fletchck.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fletchck.schedule.ZoneNames;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/**
 * A site as a value: named checks, named actions and settings. Immutable.
 *
 * <p>Reading never fails: an invalid value counts as missing, and {@link #validate} reports it.
 */
public final class SiteConfig {

  private static final String CHECKS = "checks";
  private static final String ACTIONS = "actions";

  private final Map<String, Object> raw;
  private final Path folder;
  private final Map<String, CheckConfig> checks;
  private final Map<String, ActionConfig> actions;

  private SiteConfig(Map<String, Object> raw, Path folder) {
    this.raw = raw;
    this.folder = folder;
    this.checks = entries(CHECKS, CheckConfig::new);
    this.actions = entries(ACTIONS, ActionConfig::new);
  }

  /** Returns a site without checks and actions. */
  public static SiteConfig empty() {
    return new SiteConfig(Map.of(), Path.of(""));
  }

  /** Returns the site for an object of plain Java values, as in a site file. */
  public static SiteConfig of(Map<String, ?> raw) {
    return new SiteConfig(RawValues.copy(raw), Path.of(""));
  }

  /** Returns everything as written in the file. */
  public Map<String, Object> raw() {
    return raw;
  }

  /** Returns a copy whose relative paths and file references are relative to that folder. */
  public SiteConfig inFolder(Path other) {
    return new SiteConfig(raw, other);
  }

  /** Returns the folder that relative paths and file references are relative to. */
  public Path folder() {
    return folder;
  }

  /** Returns the checks by name, in the order of the file. */
  public Map<String, CheckConfig> checks() {
    return checks;
  }

  /** Returns the actions by name, in the order of the file. */
  public Map<String, ActionConfig> actions() {
    return actions;
  }

  /** Returns the zone, by default the host's. */
  public ZoneId zone() {
    return view().find(SiteKeys.TIMEZONE).map(ZoneNames::of).orElseGet(ZoneId::systemDefault);
  }

  /** Returns the name that notifications and pages show, {@code Fletchck} by default. */
  public String name() {
    return webuiView().get(WebuiKeys.NAME);
  }

  /** Returns the address at which people reach the pages; the first if there are several. */
  public Optional<String> webUrl() {
    return webuiView().find(WebuiKeys.URL).flatMap(urls -> urls.stream().findFirst());
  }

  /** Returns the address of the page of a check, if the address of the pages is configured. */
  public Optional<String> linkTo(String check) {
    return webUrl()
        .map(url -> url.strip().replaceFirst("/+$", "") + "/checks/" + PathSegment.encode(check));
  }

  /** Returns the names of the checks that everybody may see, in the order of the file. */
  public List<String> statusChecks() {
    List<String> names = statusNames();
    boolean all = names.contains(WebuiKeys.ALL_CHECKS);
    return checks.keySet().stream().filter(name -> all || names.contains(name)).toList();
  }

  /** Returns the title of the public status page, by default the name of the site. */
  public String statusTitle() {
    return webuiView().find(WebuiKeys.STATUS_TITLE).orElseGet(this::name);
  }

  /** Returns the names on the public status page, known or not. */
  List<String> statusNames() {
    return webuiView().get(WebuiKeys.STATUS);
  }

  /** Returns the time after start in which failing runs need a confirming run, 60 s by default. */
  public Duration grace() {
    return view().get(SiteKeys.GRACE);
  }

  /** Returns the names of the checks that show whether the uplink works, known or not. */
  public List<String> uplink() {
    return uplinkObject()
        .map(view -> view.find(UplinkKeys.CHECKS).orElse(List.of()))
        .orElseGet(() -> view().get(SiteKeys.UPLINK));
  }

  /** Returns how many of the checks of {@link #uplink} must pass, 1 by default. */
  public int uplinkNeed() {
    return uplinkObject().map(view -> view.get(UplinkKeys.NEED)).orElse(1);
  }

  private Optional<LenientView> uplinkObject() {
    return section(SiteKeys.UPLINK.name()).map(raw -> new LenientView(UplinkKeys.ALL, raw, folder));
  }

  /** Returns whether checks that run programs may be changed from outside the file. */
  public boolean allowExec() {
    return view().get(SiteKeys.ALLOW_EXEC);
  }

  /** Returns a top-level object as written in the file; empty if missing or null. */
  public Optional<Map<String, Object>> section(String key) {
    return RawValues.object(raw, key);
  }

  /** Returns the log lines that the original kept in the file. */
  public List<String> legacyLog() {
    return raw.get("log") instanceof List<?> lines
        ? lines.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** Returns {@code webui}, to be read with {@link WebuiKeys}. */
  public Optional<Options> webui() {
    return section("webui", WebuiKeys.ALL);
  }

  /** Returns {@code mqtt}, to be read with {@link MqttKeys}. */
  public Optional<Options> mqtt() {
    return section("mqtt", MqttKeys.ALL);
  }

  /** Returns the names of the actions of checks that are added automatically. */
  List<String> autoaddActions() {
    Map<String, Object> mqtt = section("mqtt").orElse(Map.of());
    return new LenientView(MqttKeys.ALL, mqtt, folder).get(MqttKeys.AUTOADD_ACTIONS);
  }

  /** Returns how long the history is kept. */
  public Retention retention() {
    Map<String, Object> history = section("history").orElse(Map.of());
    return Retention.of(new LenientView(HistoryKeys.ALL, history, folder));
  }

  /** Returns {@code heartbeat}, to be read with {@link SiteKeys}. */
  public Optional<Options> heartbeat() {
    return section("heartbeat", SiteKeys.HEARTBEAT);
  }

  /** Returns a copy with a key of {@link SiteKeys}; null removes it. */
  public <T> SiteConfig with(Option<T> key, @Nullable T value) {
    return with(key.name(), value == null ? null : key.write(value));
  }

  /** Returns a copy with a top-level key set to a plain Java value; null removes it. */
  public SiteConfig with(String key, @Nullable Object value) {
    return new SiteConfig(RawValues.with(raw, key, value), folder);
  }

  /** Returns a copy with a check added at the end, or replacing the one with that name. */
  public SiteConfig withCheck(CheckConfig check) {
    return withEntry(CHECKS, check.name(), check.raw());
  }

  /** Returns a copy without a check; references to it stay, and are reported by validation. */
  public SiteConfig withoutCheck(String name) {
    return withEntry(CHECKS, name, null);
  }

  /**
   * Returns a copy with a check renamed; it keeps its place, and references to it are updated. A
   * check that receives reports still receives those for the old name.
   *
   * @param types say which options contain names of checks
   * @throws IllegalArgumentException if there is no such check, or the new name is taken
   */
  public SiteConfig renamedCheck(String from, String to, Types types) {
    return new SiteConfig(new Rename(from, to).check(raw, types), folder);
  }

  /** Returns a copy with an action added at the end, or replacing the one with that name. */
  public SiteConfig withAction(ActionConfig action) {
    return withEntry(ACTIONS, action.name(), action.raw());
  }

  /** Returns a copy without an action; references to it stay, and are reported by validation. */
  public SiteConfig withoutAction(String name) {
    return withEntry(ACTIONS, name, null);
  }

  /**
   * Returns a copy with an action renamed; it keeps its place, and references to it are updated.
   *
   * @throws IllegalArgumentException if there is no such action, or the new name is taken
   */
  public SiteConfig renamedAction(String from, String to) {
    return new SiteConfig(new Rename(from, to).action(raw), folder);
  }

  /** Returns everything that is wrong with the site, given the known types. */
  public Validation validate(Types types) {
    return validate(types, Instant.now());
  }

  /** Does the same as of a time, which decides whether a trigger will ever fire. */
  Validation validate(Types types, Instant now) {
    return new Validator(this, types, now).validate();
  }

  private SiteConfig withEntry(String section, String name, @Nullable Object value) {
    Map<String, Object> entries = RawValues.object(raw, section).orElse(Map.of());
    if (value == null && !entries.containsKey(name)) {
      return this;
    }
    return with(section, RawValues.with(entries, name, value));
  }

  private Optional<Options> section(String key, List<Option<?>> declared) {
    return section(key)
        .map(
            values ->
                Options.of(declared, values)
                    .resolvedBy(new ValueReferences(folder))
                    .inFolder(folder));
  }

  private <T> Map<String, T> entries(String section, Function<Entry, T> make) {
    Map<String, T> entries = new LinkedHashMap<>();
    RawValues.object(raw, section)
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              // Null is the same as a missing key.
              if (value != null && !name.startsWith("//")) {
                entries.put(name, make.apply(Entry.in(name, value, folder)));
              }
            });
    return Collections.unmodifiableMap(entries);
  }

  private LenientView view() {
    return new LenientView(SiteKeys.ALL, raw, folder);
  }

  private LenientView webuiView() {
    return new LenientView(WebuiKeys.ALL, section("webui").orElse(Map.of()), folder);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SiteConfig site && raw.equals(site.raw) && folder.equals(site.folder);
  }

  @Override
  public int hashCode() {
    return raw.hashCode();
  }

  /** Returns a summary without values. */
  @Override
  public String toString() {
    return checks.size() + " checks, " + actions.size() + " actions";
  }
}
