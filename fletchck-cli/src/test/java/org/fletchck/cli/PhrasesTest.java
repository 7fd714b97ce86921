package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteFile;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  @Test
  void formatsDurationInTwoLargestUnits() {
    assertThat(Phrases.lasting(Duration.ofMillis(900))).isEqualTo("0 s");
    assertThat(Phrases.lasting(Duration.ofSeconds(60))).isEqualTo("1 min");
    assertThat(Phrases.lasting(Duration.ofSeconds(3_599))).isEqualTo("59 min 59 s");
    assertThat(Phrases.lasting(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Phrases.lasting(Duration.ofHours(50))).isEqualTo("2 d 2 h");
  }

  @Test
  void writesAnyJsonOnOneLine() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", "a,\n  b \"c\" \u2028 {");
    values.put("list", List.of(1, 2.5, List.of(), Map.of()));
    values.put("none", null);

    String json = Phrases.json(values);

    assertThat(json).doesNotContain("\n").contains("\"list\": [1, 2.5, [], {}]");
    assertThat(SiteFile.parse(json)).isEqualTo(values);
  }
}
