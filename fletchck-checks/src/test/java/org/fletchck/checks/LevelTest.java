package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {

  @ParameterizedTest
  @CsvSource({
    "PASS, 90.0, false",
    "PASS, 90.1, true",
    "PENDING, 90.0, false",
    "FAIL, 90.0, true",
    "FAIL, 88.0, true",
    "FAIL, 87.9, false",
  })
  void appliesHysteresisWhileFailing(Status before, double value, boolean exceeded) {
    CheckState state = CheckState.UNKNOWN.withStatus(before);
    assertThat(new Level(90, 2).isExceeded(value, state)).isEqualTo(exceeded);
    assertThat(new Level(90, 2).isExceeded(value, state.withStatus(Status.UNREACHABLE)))
        .isEqualTo(exceeded);
  }

  @ParameterizedTest
  @CsvSource({"90.001, 91%", "90.4, 91%", "99.99, 100%", "91, 91%"})
  void roundsReasonAndLevelAlike(double value, String shown) {
    CheckResult result = new Level(90, 2).judge("/", value, "used", CheckState.UNKNOWN);
    assertThat(result.level()).hasValue(shown);
    assertThat(result.reason()).hasValue("/: " + shown + " used, above 90%");
  }
}
