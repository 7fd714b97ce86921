package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnceLogTest {

  private final List<String> lines = new ArrayList<>();
  private final OnceLog log = new OnceLog(lines::add);

  @Test
  void warnsOncePerTopic() {
    log.warn("topic", "a", "bad");
    log.warn("topic", "a", "worse");
    log.warn("topic", "b", "bad");

    assertThat(lines).containsExactly("mqtt: topic a: bad", "mqtt: topic b: bad");
  }

  @Test
  void escapesAndTruncatesTopics() {
    log.warn("topic", "a\nWARN forged\u001b[2J" + "x".repeat(10_000), "bad");

    assertThat(lines.get(0))
        .startsWith("mqtt: topic a\\u000aWARN forged\\u001b[2Jxx")
        .endsWith("x...: bad")
        .hasSizeLessThan(300);
  }

  @Test
  void stopsLoggingAtTopicLimit() {
    for (int i = 0; i < 100_000; i++) {
      log.warn("topic", "t" + i, "bad");
    }

    assertThat(lines).hasSize(OnceLog.MOST + 1);
    assertThat(lines.get(OnceLog.MOST)).contains("aren't logged");
  }
}
