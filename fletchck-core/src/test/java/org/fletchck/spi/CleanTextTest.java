package org.fletchck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.state.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

  private static final String ESC = "\u001b";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2J",
        "[1;31m",
        "[?25l",
        "[0 q",
        "]0;title\u0007",
        "]8;;http://x\u001b\\",
        "Pq#0\u001b\\",
        "c",
        "(B",
        "#8",
        "7"
      })
  void removesWholeEscapeSequences(String sequence) {
    assertThat(CleanText.line("a" + ESC + sequence + "b")).isEqualTo("ab");
  }

  @Test
  void removesSequencesStartedByC1Controls() {
    assertThat(CleanText.line("a\u009b31mb\u009d0;title\u009cc")).isEqualTo("abc");
  }

  @Test
  void doesNotSwallowTextAfterUnterminatedSequence() {
    assertThat(CleanText.line("a" + ESC + "]0;all down")).isEqualTo("a\ufffd0;all down");
    assertThat(CleanText.line("a" + ESC + "[31")).isEqualTo("a\ufffd");
    assertThat(CleanText.line("a" + ESC)).isEqualTo("a\ufffd");
    assertThat(CleanText.line("a" + ESC + "[31" + ESC + "[mb")).isEqualTo("a\ufffdb");
  }

  @Test
  void replacesControlAndBidiCharacters() {
    assertThat(CleanText.line("a\u0000b\u0007c\u007fd\u202ee\u2067f\u061cg"))
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg");
  }

  @Test
  void keepsLineBreaksOnlyInMultilineText() {
    assertThat(CleanText.of("a\r\n\tb\nc\u2028d\re")).isEqualTo("a\n\tb\nc\nd\ufffde");
    assertThat(CleanText.line("a\r\n\tb\nc\u2028d\re\n")).isEqualTo("a  b c d e");
  }

  @Test
  void cleansTextsInReports() {
    String text = ESC + "[31ma\u202eb\n";
    Map<String, Duration> phases = Map.of(text, Duration.ZERO);
    var run =
        new CheckState.Run(Verdict.FAILED, text, text, List.of(text), phases, Map.of(text, text));
    Report report = new Report(true, List.of(text), 1, 1, text, null, run, null, false);
    assertThat(report.toString()).doesNotContain(ESC, "[31m", "\u202e").contains("a\ufffdb");
    assertThat(report.run().reason()).isEqualTo("a\ufffdb");
    assertThat(report.run().log()).containsExactly("a\ufffdb\n");
  }

  @Test
  void leavesPlainTextAsItIs() {
    String text = "ok: 12% – Grüße, שלום, 😀";
    assertThat(CleanText.line(text)).isSameAs(text);
    assertThat(CleanText.of(text + "\n\tx")).isEqualTo(text + "\n\tx");
  }
}
