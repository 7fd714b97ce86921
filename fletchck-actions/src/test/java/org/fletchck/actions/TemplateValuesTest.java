package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.fletchck.spi.Change;
import org.junit.jupiter.api.Test;

/** What users' programs and templates go by: names and words that must never change. */
class TemplateValuesTest {

  @Test
  void keepsTheJsonOfNotifications() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("digest.json")) {
      String before = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      assertThat(TemplateValues.json(SampleNotifications.digest())).isEqualTo(before.strip());
    }
  }

  @Test
  void keepsTheWordsForChanges() {
    assertThat(Arrays.stream(Change.values()).map(TemplateValues::word))
        .containsExactlyInAnyOrder("failed", "recovered", "members", "kind", "reminder");
    assertThat(TemplateValues.word(Change.FAILED)).isEqualTo("failed");
    assertThat(TemplateValues.word(Change.RECOVERED)).isEqualTo("recovered");
    assertThat(TemplateValues.word(Change.MEMBERS)).isEqualTo("members");
    assertThat(TemplateValues.word(Change.REMINDER)).isEqualTo("reminder");
  }

  @Test
  void keepsTheNamesForTemplates() {
    assertThat(TemplateValues.names())
        .containsExactlyInAnyOrder(
            "site",
            "name",
            "type",
            "title",
            "text",
            "change",
            "status",
            "fail",
            "pass",
            "reason",
            "since",
            "at",
            "lasted",
            "level",
            "log",
            "note",
            "unreachable",
            "unreachableCount",
            "link",
            "id",
            "incident",
            "test",
            "json",
            "to",
            "token");
  }
}
