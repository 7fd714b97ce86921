package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.PathSegment;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed on pages, in whatever order: the file stays as a person would keep it. */
class RandomFormEditsTest {

  private static final String SITE =
      """
      {
        "// top": "kept",
        "timezone": "Europe/Berlin",
        "mqtt": {"// broker": "kept", "hostname": "broker.example", "qos": 2},
        "actions": {
          "// actions": ["kept", 1.50],
          "mail": {"type": "post", "options": {"// mail": "kept", "recipients": ["a"], "token": "T1"}},
          "pager": {"// pager": "kept", "type": "post", "options": {"recipients": ["b", "c"]}}
        },
        "checks": {
          "// checks": "kept",
          "web": {
            "type": "kinds",
            "// web": "kept",
            "trigger": {"// when": "kept", "interval": {"minutes": 10}},
            "options": {
              "// options": "kept", "hostname": "a.example", "port": 8443, "own": {"x": [1, 2]},
              "json": {"/a": 1}, "headers": {"A": "H1"}
            },
            "threshold": 2, "actions": ["mail"]
          },
          "b": {"type": "kinds", "options": {"hostname": "b.example"}, "depends": ["web"]},
          "ä \\"b\\"/<c>": {"type": "selftest", "options": {"volume": "/var"}},
          "row": {"type": "row", "options": {"checks": ["web", "b"]}, "actions": ["pager"]}
        }
      }
      """;

  private static final List<String> TEXTS =
      List.of("", "x", "a.example", "ä \"<&'", " spaced ", "true", "/", "100-499", "2026", "\\n");
  private static final List<String> NUMBERS =
      List.of("", "0", "1", "2", "60", "443", "90", "10", "1.5", "-3", "none", "65535");
  private static final List<String> AREAS =
      List.of("", "one", "one\r\ntwo", "/a: 1\r\n/b: x: y", "A: ********", "  \r\n");
  private static final List<String> TRIGGERS =
      List.of("", "10 min", "2 hr 5 delay", "cron 5 min 9-17 hr", "nonsense here");

  @TempDir private Path folder;
  private Random random;
  private Desk desk;
  private int saved;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsFileValidMinimalAndInOrder(long seed) throws Exception {
    random = new Random(seed);
    try (Desk open = new Desk(folder, SITE)) {
      desk = open;
      for (int i = 0; i < 120; i++) {
        step();
      }
    }
    assertThat(saved).as("edits that were saved").isGreaterThan(40);
  }

  private void step() throws Exception {
    SiteConfig before = desk.saved();
    switch (random.nextInt(12)) {
      case 0 -> rename();
      case 1 -> copy();
      case 2 -> remove();
      case 3 -> create();
      case 4 -> pause();
      case 5, 6 -> edited("/actions/%s/edit", before.actions().keySet());
      case 7, 8 -> filledIn(desk.form("/site"));
      default -> edited("/checks/%s/edit", before.checks().keySet());
    }
    SiteConfig after = desk.saved();
    saved += after.equals(before) ? 0 : 1;
    isValid(after);
    isMinimal(after);
    keepsOrder(before.raw(), after.raw());
    reloadsUnchanged(after);
  }

  private void edited(String page, Set<String> names) throws Exception {
    Map<String, Object> comments = comments(desk.saved().raw(), "");
    filledIn(desk.form(page.formatted(encoded(one(List.copyOf(names))))));
    assertThat(comments(desk.saved().raw(), "")).isEqualTo(comments);
  }

  private void filledIn(HtmlForm form) throws Exception {
    List<String> fields =
        form.fields().stream()
            .filter(f -> !List.of("csrf", "mark", "type", "mqtt.password").contains(f))
            .toList();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean when = fields.contains("trigger") && random.nextInt(5) == 0;
      String field = when ? "trigger" : one(fields);
      if (!form.choices(field).isEmpty()) {
        choose(form, field);
      } else {
        form.set(field, typed(field, form.get(field)));
      }
    }
    Response answer = desk.send(form);
    assertThat(answer.status()).isIn(303, 422);
  }

  private void choose(HtmlForm form, String field) {
    String value = one(form.choices(field));
    boolean boxes = form.all(field).contains("") && !form.choices(field).contains("");
    if (!boxes) {
      form.set(field, value);
    } else if (form.all(field).contains(value)) {
      form.untick(field, value);
    } else {
      form.tick(field, value);
    }
  }

  private String typed(String field, String now) {
    if (field.equals("trigger")) {
      return one(TRIGGERS);
    }
    return switch (random.nextInt(4)) {
      case 0 -> one(TEXTS);
      case 1 -> one(NUMBERS);
      case 2 -> one(AREAS);
      default -> now;
    };
  }

  private void create() throws Exception {
    String type = one(List.of("kinds", "selftest"));
    HtmlForm form = desk.form("/new?type=" + type).set("name", "new " + random.nextInt(1_000));
    if (type.equals("kinds")) {
      form.set("options.hostname", "n.example");
    }
    filledIn(form);
  }

  private void rename() throws Exception {
    List<String> names = new ArrayList<>(desk.saved().checks().keySet());
    int at = random.nextInt(names.size());
    String to = "name %d/ö".formatted(random.nextInt(1_000));
    Response answer = desk.post("/checks/" + encoded(names.get(at)) + "/rename", Map.of("to", to));
    if (answer.status() == 303) {
      names.set(at, to);
    }
    assertThat(desk.saved().checks().keySet()).containsExactlyElementsOf(names);
  }

  private void copy() throws Exception {
    desk.post("/checks/" + encoded(aCheck()) + "/clone");
  }

  private void remove() throws Exception {
    if (desk.saved().checks().size() > 3) {
      desk.post("/checks/" + encoded(aCheck()) + "/delete", Map.of("confirm", "yes"));
    }
  }

  private void pause() throws Exception {
    String check = "/checks/" + encoded(aCheck());
    desk.post(check + one(List.of("/pause", "/unpause")), Map.of("until", one(List.of("", "1 h"))));
  }

  private String aCheck() throws IOException {
    return one(List.copyOf(desk.saved().checks().keySet()));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String encoded(String name) {
    return PathSegment.encode(name);
  }

  private void isValid(SiteConfig site) {
    assertThat(site.validate(desk.types()).problems()).filteredOn(Problem::isError).isEmpty();
  }

  private void isMinimal(SiteConfig site) {
    for (CheckConfig check : site.checks().values()) {
      noDefaults(CheckKeys.ALL, check.raw());
      noDefaults(desk.types().check(check.type()).orElseThrow().options(), options(check.raw()));
      assertThat(check.raw().get("options")).isNotEqualTo(Map.of());
    }
    for (ActionConfig action : site.actions().values()) {
      noDefaults(desk.types().action(action.type()).orElseThrow().options(), options(action.raw()));
    }
    noDefaults(MqttKeys.ALL, site.section("mqtt").orElse(Map.of()));
  }

  private static Map<String, Object> options(Map<String, Object> entry) {
    return OptionsObject.in(entry);
  }

  private static void noDefaults(List<Option<?>> options, Map<String, Object> raw) {
    for (Option<?> option : options) {
      Object value = raw.get(option.name());
      Predicate<Object> isRead =
          v -> option.read(v, warning -> {}).equals(option.fallback().orElse(null));
      if (value != null) {
        assertThat(isRead.test(value)).as("%s: %s is the default", option, value).isFalse();
        assertThat(value).as("%s", option).isNotEqualTo(List.of()).isNotEqualTo("");
      }
    }
  }

  /** What is in both has the same order. */
  private static void keepsOrder(Map<?, ?> before, Map<?, ?> after) {
    List<?> old = before.keySet().stream().filter(after::containsKey).toList();
    List<?> now = after.keySet().stream().filter(before::containsKey).toList();
    assertThat(now).hasToString(old.toString());
    before.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner && after.get(key) instanceof Map<?, ?> other) {
            keepsOrder(inner, other);
          }
        });
  }

  private static Map<String, Object> comments(Map<?, ?> raw, String path) {
    Map<String, Object> comments = new LinkedHashMap<>();
    raw.forEach(
        (key, value) -> {
          String place = path + "/" + key;
          if (key.toString().equals("// clone")) {
            assertThat(value).isEqualTo("paused until its form is saved"); // and gone by that
          } else if (key.toString().startsWith("//")) {
            comments.put(place, value);
          } else if (value instanceof Map<?, ?> inner) {
            comments.putAll(comments(inner, place));
          }
        });
    return comments;
  }

  private void reloadsUnchanged(SiteConfig file) {
    assertThat(desk.site.config()).isEqualTo(file);
    try (Site fresh = Site.with(desk.types()).onDemand().open(file)) {
      assertThat(fresh.config()).isEqualTo(desk.site.config());
      assertThat(fresh.states().keySet()).containsExactlyElementsOf(desk.site.states().keySet());
    }
  }
}
