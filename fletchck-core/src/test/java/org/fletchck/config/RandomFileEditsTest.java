package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many edits in a row: the text says what the value says, and what isn't known survives. */
class RandomFileEditsTest {

  private static final String TEXT =
      """
      {
        "//": "a comment",
        "future": { "x": [1, 2.50, {"y": null}] },
        "actions": {},
        "checks": {
          "a": {"type": "disk", "unknown": [1e3, "\\u00fc"], "options": { "odd": {} }},

          "b": {
            "type": "sequence",
            "depends": ["a", "nobody"],
            "later": {"k": "v"},
            "options": { "checks": [ "a" ], "strange": 7 }
          }
        },
        "last": true
      }
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void keepUnknownKeysAndOrder(long seed) {
    Random random = new Random(seed);
    String text = TEXT;
    SiteConfig site = SiteConfig.of(SiteFile.parse(text));
    for (int i = 0; i < 60; i++) {
      List<String> before = new ArrayList<>(site.checks().keySet());
      SiteConfig edited = edit(site, random, i);
      text = JsonText.read(text).with(edited.raw());
      SiteConfig read = SiteConfig.of(SiteFile.parse(text));

      assertThat(read).isEqualTo(edited);
      assertThat(read.raw().keySet()).containsExactlyElementsOf(site.raw().keySet());
      List<String> kept = new ArrayList<>(read.checks().keySet());
      kept.retainAll(before);
      before.retainAll(kept);
      assertThat(kept).isEqualTo(before);
      site = read;
    }
    assertThat(text)
        .contains("  \"//\": \"a comment\",\n  \"future\": { \"x\": [1, 2.50, {\"y\": null}] },\n")
        .contains("\"unknown\": [1e3, \"\\u00fc\"]")
        .contains("\"later\": {\"k\": \"v\"}")
        .endsWith("  \"last\": true\n}\n");
  }

  /** Edits anything but removes only what an earlier edit added. */
  private static SiteConfig edit(SiteConfig site, Random random, int step) {
    List<CheckConfig> checks = new ArrayList<>(site.checks().values());
    CheckConfig check = checks.get(random.nextInt(checks.size()));
    return switch (random.nextInt(7)) {
      case 0 -> site.withCheck(CheckConfig.of("new" + step, "disk").option("level", step));
      case 1 -> site.withCheck(check.threshold(1 + random.nextInt(9)));
      case 2 -> site.withCheck(check.option("level", random.nextBoolean() ? null : step));
      case 3 -> site.withCheck(check.dependsOn("a", "n" + step));
      case 4 -> site.renamedCheck(check.name(), "r" + step, StubTypes.ALL);
      case 5 -> site.withAction(ActionConfig.of("log" + step, "log").option("k", Map.of("l", 1)));
      default -> check.name().startsWith("new") ? site.withoutCheck(check.name()) : site;
    };
  }
}
