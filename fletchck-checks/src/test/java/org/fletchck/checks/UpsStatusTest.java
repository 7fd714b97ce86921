package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.fletchck.checks.UpsStatus.Figure;
import org.fletchck.checks.UpsStatus.Flag;
import org.fletchck.spi.CheckResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpsStatusTest {

  @Test
  void parsesStatusAnswer() throws IOException {
    UpsStatus status = UpsStatus.parse("(243.5 245.7 244.4 036 49.8 13.7 --.- 00001001");
    assertThat(status.figures())
        .hasSize(6)
        .containsEntry(Figure.INPUT, 243.5)
        .containsEntry(Figure.LAST_FAULT, 245.7)
        .containsEntry(Figure.OUTPUT, 244.4)
        .containsEntry(Figure.LOAD, 36.0)
        .containsEntry(Figure.FREQUENCY, 49.8)
        .containsEntry(Figure.BATTERY, 13.7);
    assertThat(status.flags()).containsExactlyInAnyOrder(Flag.LINE_INTERACTIVE, Flag.BEEPER);
    assertThat(status)
        .hasToString(
            "input 243.5 V, last fault 245.7 V, output 244.4 V, load 36%, frequency 49.8 Hz,"
                + " battery 13.7 V; line interactive, beeper");
    assertThat(status.addTo(CheckResult.pass()).details())
        .containsEntry("load", "36%")
        .containsEntry("battery", "13.7 V")
        .doesNotContainKey("temperature");
  }

  @Test
  void omitsFiguresTheUpsDoesNotReport() throws IOException {
    UpsStatus status = UpsStatus.parse("(---.- ---.- 230.0 --- --.- --.- -5.5 00000000");
    assertThat(status.battery()).isEmpty();
    assertThat(status.figures()).containsOnlyKeys(Figure.OUTPUT, Figure.TEMPERATURE);
    assertThat(status).hasToString("output 230 V, temperature -5.5 \u00b0C");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(243.5 245.7 245.4 036 49.8 13.7 --.- 00001001 1",
        "(243.5  245.7\t245.4 036 49.8 13.7 --.-   00001001",
        "( 243.5 245.7 245.4 036 49.8 13.7 --.- 000010010",
        "QS(243.5 245.7 245.4 036 49.8 13.7 --.- 00001001\0",
        "(243.5 245.7 245.4 036 49.8 13.7 --.- 00001001(243.5 245.7 245.4 036 49.8 13.7 --.- 1",
        "(243.5 24(243.5\u0000245.7 245.4 036 49.8 13.7 --.- 00001001 V27 000",
      })
  void extractsAnswerFromSurroundingNoise(String answer) throws IOException {
    assertThat(UpsStatus.parse(answer))
        .isEqualTo(UpsStatus.parse("(243.5 245.7 245.4 036 49.8 13.7 --.- 00001001"));
  }

  @ParameterizedTest
  @CsvSource({
    "00001000, ''",
    "00000001, ''",
    "00101101, ''",
    "10001001, the utility power has failed",
    "01001001, the battery is low",
    "00011001, the UPS has a fault",
    "00001011, the UPS is shutting down",
    "11001001, the utility power has failed and the battery is low",
  })
  void listsTroublesFromFlags(String flags, String troubles) throws IOException {
    UpsStatus status = UpsStatus.parse("(243.5 245.7 245.4 000 49.8 13.7 --.- " + flags);
    assertThat(status.troubles()).isEqualTo(troubles);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "QS",
        "243.5 245.7 245.4 000 49.8 13.7 --.- 00001000",
        "(243.5 245.7 245.4 000 49.8 13.7 00001000",
        "(243.5 245.7 245.4 000 49.8 13.7 --.- 0000100",
        "(243.5 245.7 245.4 000 49.8 13.7 --.- 00001002",
        "(243.5 245.7 245.4 xyz 49.8 13.7 --.- 00001000",
        "(243.5 245.7 245.4 000 49.8 1e9 --.- 00001000",
        "(243.5 245.7 245.4 000 49.8 999999999999 --.- 00001000",
        "#230.0 002 12.00 50.0",
      })
  void rejectsInvalidStatus(String answer) {
    assertThatThrownBy(() -> UpsStatus.parse(answer))
        .isInstanceOf(IOException.class)
        .hasMessage("the UPS answered with an invalid status: \"" + answer + '"');
  }
}
