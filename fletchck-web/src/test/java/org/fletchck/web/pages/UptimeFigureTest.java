package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fletchck.state.Uptime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeFigureTest {

  @ParameterizedTest
  @CsvSource({
    "0, 100 %",
    "1, 99.99 %", // never rounded up to 100
    "300, 99.97 %",
    "9999, 99.00 %",
    "10000, 99.00 %",
    "10001, 99.0 %",
    "12500, 98.8 %",
    "331000, 66.9 %",
    "999999, 0.0 %",
    "1000000, 0.0 %",
  })
  void formatsPercentageWithSignificantDigits(long down, String percent) {
    Uptime uptime =
        new Uptime(Duration.ofSeconds(1_000_000 - down), Duration.ofSeconds(down), Duration.ZERO);

    assertThat(UptimeFigure.percent(uptime)).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, –", "9, 0, –", "10, 0, 100 %", "5, 5, 50.0 %"})
  void showsDashWhenCoverageIsTooLow(long up, long down, String percent) {
    Duration rest = Duration.ofSeconds(100 - up - down);
    Uptime uptime = new Uptime(Duration.ofSeconds(up), Duration.ofSeconds(down), rest);

    assertThat(UptimeFigure.percent(uptime)).isEqualTo(percent);
  }
}
