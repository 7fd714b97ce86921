package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static final Map<String, String> VALUES =
      Map.of("name", "my_*shop* <1> & \"co\"", "link", "https://x/a_b?c=1&d=2", "note", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a {{ link }} b | a https://x/a_b?c=1&d=2 b",
        "{{#link}}[{{link}}]{{/link}}{{^link}}none{{/link}} | [https://x/a_b?c=1&d=2]",
        "{{#note}}[{{note}}]{{/note}}{{^note}}none{{/note}} | none",
        "{{#link}}{{#note}}both{{/note}}{{^note}}link{{/note}}{{/link}} | link",
        "{\"a\":{\"b\":\"{{note}}\"}} | {\"a\":{\"b\":\"\"}}",
        "{{status}}. | ."
      })
  void fillsPlaceholdersAndSections(String text, String filled) {
    assertThat(Template.parse(text, TemplateValues.names()).fill(VALUES, Escape.NONE))
        .isEqualTo(filled);
  }

  @Test
  void escapesValuesForMarkupOfService() {
    assertThat(List.of(Preset.SLACK, Preset.DISCORD, Preset.TEAMS, Preset.NTFY))
        .extracting(preset -> fill(Escape.JSON.of(preset.markup())))
        .containsExactly(
            "my_*shop* &lt;1&gt; &amp; \\\"co\\\" https://x/a_b?c=1&d=2",
            "my\\\\_\\\\*shop\\\\* \\\\<1\\\\> & \\\"co\\\" https://x/a_b?c=1&d=2",
            "my\\\\_\\\\*shop\\\\* <1> & \\\"co\\\" https://x/a_b?c=1&d=2",
            "my_*shop* <1> & \\\"co\\\" https://x/a_b?c=1&d=2");
  }

  private static String fill(Escape escape) {
    return Template.parse("{{name}} {{link}}", TemplateValues.names()).fill(VALUES, escape);
  }
}
