package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fletchck.Site;
import org.fletchck.config.HistoryKeys;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteKeys;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The settings of the whole site, as written in the file. */
record SettingsResource(Site site, ConfigurationEdits edits, EntityTags tags) {

  private static final Map<String, List<Option<?>>> SECTIONS = sections();

  /** The keys of {@code webui} that can neither lock anybody out nor let anybody in. */
  private static final Set<Option<?>> OPEN =
      Set.of(WebuiKeys.NAME, WebuiKeys.URL, WebuiKeys.STATUS, WebuiKeys.STATUS_TITLE);

  private static Map<String, List<Option<?>>> sections() {
    Map<String, List<Option<?>>> sections = new LinkedHashMap<>();
    sections.put("webui", WebuiKeys.ALL);
    sections.put("mqtt", MqttKeys.ALL);
    sections.put("heartbeat", SiteKeys.HEARTBEAT);
    sections.put("history", HistoryKeys.ALL);
    return sections;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/site/settings",
            "Returns the keys and sections of the site file except checks and actions, without"
                + " secrets, and their ETag.",
            "Settings",
            this::show),
        Operation.change(
                "PUT",
                "/site/settings",
                "Replaces them. Values of ******** are kept as they are. How the pages are"
                    + " reached, and by whom, can be changed in the file only.",
                this::replace)
            .header(EntityTags.HEADER, "ETag of the version to replace, or * for any")
            .takes("Settings")
            .refuses(400, 403, 409, 412, 422, 428));
  }

  private Response show(Request request) {
    Map<String, Object> raw = settings(site.config());
    Map<String, @Nullable Object> shown =
        new SecretRedactor("", SiteKeys.ALL, SECTIONS.keySet()).hide(raw);
    SECTIONS.forEach(
        (key, declared) -> {
          if (raw.get(key) instanceof Map<?, ?>) {
            shown.put(key, new SecretRedactor(key, declared, List.of()).hide(object(raw, key)));
          }
        });
    return JsonBodies.answer(shown).with("ETag", tags.of(raw));
  }

  private Response replace(Request request) {
    Map<String, @Nullable Object> sent = JsonBodies.body(request);
    List<Problem> problems =
        edits.make(
            request,
            "changed the settings of the site",
            before -> {
              tags.require(request, settings(before));
              return put(before, sent);
            });
    List<Problem> own =
        problems.stream().filter(p -> !p.path().matches("(?s)(checks|actions)\\..*")).toList();
    return JsonBodies.changed("site", ProblemDetails.list(own))
        .with("ETag", tags.of(settings(site.config())));
  }

  private static ConfigurationEdits.EditResult put(
      SiteConfig before, Map<String, @Nullable Object> sent) {
    Map<String, Object> present = settings(before);
    SecretRedactor top = new SecretRedactor("", SiteKeys.ALL, SECTIONS.keySet());
    SecretRedactor.RestoredValue whole = top.restore(sent, present);
    Map<String, @Nullable Object> values = whole.values();
    List<Problem> problems = new ArrayList<>(whole.problems());
    Set<String> given = new HashSet<>(whole.given());
    SECTIONS.forEach(
        (key, declared) -> {
          if (sent.get(key) instanceof Map<?, ?>) {
            SecretRedactor.RestoredValue section =
                new SecretRedactor(key, declared, List.of())
                    .restore(object(sent, key), object(present, key));
            values.put(key, section.values());
            problems.addAll(section.problems());
            given.addAll(section.given());
          }
        });
    lock(object(present, "webui"), object(values, "webui"), problems);
    Stream.of("checks", "actions")
        .filter(sent::containsKey)
        .forEach(key -> problems.add(Problem.error(key, "has its own resources", "")));
    if (!problems.isEmpty()) {
      throw Refusal.wrong(problems);
    }
    return new ConfigurationEdits.EditResult(replaced(before, present, values), given);
  }

  private static void lock(
      Map<String, @Nullable Object> present,
      Map<String, @Nullable Object> wanted,
      List<Problem> problems) {
    WebuiKeys.ALL.stream()
        .filter(key -> !OPEN.contains(key))
        .flatMap(key -> key.names().stream())
        .filter(name -> !Objects.equals(present.get(name), wanted.get(name)))
        .forEach(
            name ->
                problems.add(Problem.error("webui." + name, "can only be set in the file", "")));
  }

  private static SiteConfig replaced(
      SiteConfig before, Map<String, Object> present, Map<String, @Nullable Object> values) {
    SiteConfig after = before;
    try {
      for (String key : present.keySet()) {
        after = values.containsKey(key) ? after : after.with(key, (Object) null);
      }
      for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
        after = after.with(entry.getKey(), entry.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong("", String.valueOf(e.getMessage()));
    }
    return after;
  }

  /** Returns everything but the log of the original and what has its own resources. */
  private static Map<String, Object> settings(SiteConfig config) {
    Map<String, Object> settings = new LinkedHashMap<>(config.raw());
    settings.keySet().removeAll(Set.of("checks", "actions", "log"));
    return settings;
  }

  @SuppressWarnings("unchecked") // keys of a tree are strings
  private static Map<String, @Nullable Object> object(Map<String, ?> values, String key) {
    return values.get(key) instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : Map.of();
  }
}
