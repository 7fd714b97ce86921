package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fletchck.config.Fingerprints;
import org.fletchck.config.HistoryKeys;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteKeys;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;

/** The form for the site's settings, without those that could lock out the person editing. */
final class SiteForm implements EditForm {

  private static final List<Option<?>> TOP =
      List.of(SiteKeys.TIMEZONE, SiteKeys.GRACE, SiteKeys.UPLINK);
  private static final List<Section> SECTIONS =
      List.of(
          new Section("Name and addresses", "webui", List.of(WebuiKeys.NAME, WebuiKeys.URL)),
          new Section(
              "Public status page", "webui", List.of(WebuiKeys.STATUS, WebuiKeys.STATUS_TITLE)),
          new Section("MQTT", "mqtt", MqttKeys.ALL),
          new Section("Heartbeat of the site", "heartbeat", SiteKeys.HEARTBEAT),
          new Section("History", "history", HistoryKeys.ALL));
  private static final List<String> MARKED =
      List.of("timezone", "grace", "uplink", "mqtt", "heartbeat", "history");

  private final Fingerprints marks;

  SiteForm(Fingerprints marks) {
    this.marks = marks;
  }

  private record Section(String legend, String key, List<Option<?>> options) {
    FieldGroup group(SiteConfig site) {
      return group(key + ".", options, site);
    }

    static FieldGroup group(String prefix, List<Option<?>> options, SiteConfig site) {
      return new FieldGroup(prefix, options, new NameChoices(site, "")::of, site.allowExec());
    }
  }

  @Override
  public String path() {
    return "";
  }

  @Override
  public boolean concerns(String where) {
    return !where.startsWith("checks") && !where.startsWith("actions");
  }

  /** Returns a mark of the settings in the form, which doesn't cover users and tokens. */
  @Override
  public String mark(SiteConfig site) {
    Map<String, Object> marked = new LinkedHashMap<>();
    MARKED.forEach(key -> marked.put(key, String.valueOf(site.raw().get(key))));
    Map<String, Object> webui = new LinkedHashMap<>(site.section("webui").orElse(Map.of()));
    webui.remove(WebuiKeys.USERS.name());
    webui.remove(WebuiKeys.TOKENS.name());
    marked.put("webui", webui);
    return marks.of(marked);
  }

  @Override
  public Draft draft(SiteConfig site, FormInput formInput) {
    FieldGroup top = Section.group("", TOP, site);
    UplinkFields uplink = new UplinkFields(site);
    Map<String, Object> filledIn = top.apply(uplink.topLevel(), formInput);
    Set<String> given = new HashSet<>();
    SiteConfig changed = site;
    for (Option<?> option : TOP) {
      Object typedIn = filledIn.get(option.name());
      Object value = option == SiteKeys.UPLINK ? uplink.with(typedIn, formInput) : typedIn;
      if (!Objects.equals(value, site.raw().get(option.name()))) {
        changed = changed.with(option.name(), value);
      }
    }
    for (Section section : SECTIONS) {
      changed = with(changed, section, formInput);
      section.group(site).typedSecrets(formInput).forEach(given::add);
    }
    return new Draft(mark(site), changed, List.of(), given);
  }

  /** Removes a section only with its last value, because an empty one turns something on. */
  private static SiteConfig with(SiteConfig site, Section section, FormInput formInput) {
    Map<String, Object> before = site.section(section.key()).orElse(Map.of());
    Map<String, Object> after = section.group(site).apply(before, formInput);
    boolean there = site.section(section.key()).isPresent();
    boolean wasEmpty = there && before.isEmpty();
    boolean wanted = !after.isEmpty() || wasEmpty || isTyped(section, formInput);
    if (after.equals(before) && wanted == there) {
      return site;
    }
    return site.with(section.key(), wanted ? after : null);
  }

  private static boolean isTyped(Section section, FormInput formInput) {
    return section.options().stream()
        .anyMatch(option -> formInput.word(section.key() + "." + option.name()).isPresent());
  }

  @Override
  public List<FieldSection> groups(
      SiteConfig site, FormInput formInput, FieldProblems fieldProblems) {
    List<FieldSection> groups = new ArrayList<>();
    for (Section section : SECTIONS) {
      Map<String, Object> raw = site.section(section.key()).orElse(Map.of());
      groups.add(
          new FieldSection(
              section.legend(), section.group(site).fields(raw, formInput, fieldProblems)));
    }
    UplinkFields uplink = new UplinkFields(site);
    List<Field> need = uplink.need().fields(uplink.object(), formInput, fieldProblems);
    List<Field> top =
        new ArrayList<>(
            Section.group("", TOP, site).fields(uplink.topLevel(), formInput, fieldProblems));
    top.addAll(need);
    groups.add(1, new FieldSection("All checks", top));
    return groups;
  }
}
