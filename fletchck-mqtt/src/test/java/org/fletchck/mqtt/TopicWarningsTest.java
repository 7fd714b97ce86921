package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicWarningsTest {

  private final List<String> lines = new ArrayList<>();
  private final TopicWarnings warnings = new TopicWarnings("refused", 3, lines::add);

  @Test
  void namesEachTopicOnce() {
    warnings.warn("a", "too large");
    warnings.warn("a", "too large again");

    assertThat(lines).containsExactly("mqtt: refused a: too large");
  }

  @Test
  void stopsAtTopicLimitAndSaysSo() {
    for (int i = 0; i < 1_000; i++) {
      warnings.warn("t" + i, "too large");
    }

    assertThat(lines).hasSize(4).anyMatch(line -> line.endsWith("further ones aren't logged"));
  }

  @Test
  void sanitizesAndTruncatesTopics() {
    warnings.warn("a\nb\u001b" + "x".repeat(10_000), "too large");

    assertThat(lines.get(0)).startsWith("mqtt: refused a?b?xxx").hasSizeLessThan(200);
  }
}
