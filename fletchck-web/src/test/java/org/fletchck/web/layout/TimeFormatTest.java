package org.fletchck.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeFormatTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private final TimeFormat times = new TimeFormat(ZoneId.of("Europe/Berlin"), NOW);

  private String near(String duration) {
    return times.near(NOW.plus(Duration.parse(duration)));
  }

  @Test
  void formatsRelativeTimes() {
    assertThat(near("PT0S")).isEqualTo("now");
    assertThat(near("PT-59S")).isEqualTo("59 s ago");
    assertThat(near("PT-60S")).isEqualTo("1 min ago");
    assertThat(near("PT-2H-56M")).isEqualTo("2 h 56 min ago");
    assertThat(near("PT3H")).isEqualTo("in 3 h");
    assertThat(near("PT-47H-59M")).isEqualTo("47 h ago");
    assertThat(near("P-2D")).isEqualTo("2 days ago");
    assertThat(near("PT5M")).isEqualTo("in 5 min");
  }

  @Test
  void showsNowOnceTimeIsReached() {
    assertThat(times.until(NOW.plusSeconds(4))).isEqualTo("4 s");
    assertThat(times.until(NOW)).isEqualTo("now");
    assertThat(times.until(NOW.minusSeconds(4))).isEqualTo("now");
  }

  @Test
  void formatsTimesInZoneOfSite() {
    assertThat(times.text(NOW)).isEqualTo("2026-11-21 13:00:00");
    assertThat(times.brief(NOW)).isEqualTo("13:00");
    assertThat(times.brief(NOW.minus(Duration.ofHours(14)))).isEqualTo("20 Nov 23:00");
    assertThat(times.brief(NOW.minus(Duration.ofDays(400)))).isEqualTo("2025-10-17 14:00");
    assertThat(TimeFormat.iso(NOW.plusMillis(7))).isEqualTo("2026-11-21T12:00Z");
  }

  @Test
  void formatsNumbersWithSignificantDigits() {
    assertThat(TimeFormat.significant(0)).isEqualTo("0");
    assertThat(TimeFormat.significant(0.04)).isEqualTo("0.04");
    assertThat(TimeFormat.significant(27.34)).isEqualTo("27.3");
    assertThat(TimeFormat.significant(-100)).isEqualTo("-100");
    assertThat(TimeFormat.significant(1234.5)).isEqualTo("1235");
  }

  @Test
  void formatsDurations() {
    assertThat(TimeFormat.length(Duration.ofNanos(1_234_567))).isEqualTo("1.2 ms");
    assertThat(TimeFormat.length(Duration.ofNanos(41_234))).isEqualTo("0.041 ms");
    assertThat(TimeFormat.length(Duration.ofMillis(250))).isEqualTo("250 ms");
    assertThat(TimeFormat.length(Duration.ofSeconds(2))).isEqualTo("2 s");
    assertThat(TimeFormat.length(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
    assertThat(TimeFormat.length(Duration.ofHours(49))).isEqualTo("2 d 1 h");
  }
}
