package org.fletchck.schedule;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTriggerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T04:22:33.444Z");

  @Test
  void addsUpItsUnits() {
    String json =
        "{'interval': {'weeks': 1, 'days': '2', 'hours': 3, 'minutes': 5.0, 'seconds': 15}}";
    assertThat(Times.trigger(json, "UTC").interval())
        .contains(Duration.ofDays(9).plusHours(3).plusMinutes(5).plusSeconds(15));
  }

  @Test
  void countsFromItsStart() {
    String json = "{'interval': {'hours': 5, 'start_date': '2026-06-15 10:30'}}";
    assertThat(Times.of(json, "Europe/Berlin", "2026-01-01", 2))
        .containsExactly("2026-06-15T10:30+02:00", "2026-06-15T15:30+02:00");
    assertThat(Times.of(json, "Europe/Berlin", "2026-06-15 12:00", 2))
        .containsExactly("2026-06-15T15:30+02:00", "2026-06-15T20:30+02:00");
  }

  @Test
  void includesEndDate() {
    String json =
        "{'interval': {'days': 1, 'start_date': '2026-06-15', 'end_date': '2026-06-16 00:00'}}";
    assertThat(Times.of(json, "UTC", "2026-01-01", 5))
        .containsExactly("2026-06-15T00:00Z", "2026-06-16T00:00Z");
  }

  @Test
  void countsElapsedTimeAcrossClockChanges() {
    String json = "{'interval': {'days': 1, 'start_date': '2026-03-28 12:00'}}";
    assertThat(Times.of(json, "Europe/Berlin", "2026-03-28", 2))
        .containsExactly("2026-03-28T12:00+01:00", "2026-03-29T13:00+02:00");
    assertThat(Times.trigger(json, "Europe/Berlin").fixed()).isFalse();
  }

  @Test
  void firesAtTheSameTimesAfterARestart() {
    Instant first = every("minutes", 10, "web").next(NOW).orElseThrow();
    Trigger again = every("minutes", 10, "web");
    assertThat(again.next(NOW.plusMillis(1))).contains(first);
    assertThat(again.next(first)).contains(first.plusSeconds(600));
    assertThat(again.next(first.minusNanos(1))).contains(first);
    assertThat(again.next(first.minusSeconds(600))).contains(first);
  }

  @Test
  void keepsGridPositionAcrossReleases() {
    assertThat(every("weeks", 1, "Home Cert").next(NOW))
        .contains(Instant.parse("2026-11-25T09:09:10.773Z"));
  }

  @Test
  void spreadsChecksWithSameIntervalEvenly() {
    int[] perSecond = new int[60];
    IntStream.range(0, 6_000)
        .mapToObj(i -> every("seconds", 60, "check " + i).next(Instant.EPOCH).orElseThrow())
        .forEach(time -> perSecond[(int) (time.getEpochSecond() % 60)]++);
    // 100 on average; five standard deviations (of 10) to each side.
    assertThat(IntStream.of(perSecond).boxed()).allMatch(count -> count > 50 && count < 150);
  }

  @Test
  void worksBeforeEpoch() {
    assertThat(every("days", 1, "x").next(Instant.parse("1960-01-01T00:00:00Z")).orElseThrow())
        .isBetween("1960-01-01T00:00:00Z", "1960-01-02T00:00:00Z");
  }

  @Test
  void hasJitterInSeconds() {
    assertThat(Times.trigger("{'interval': {'minutes': 10, 'jitter': 20}}", "UTC").jitter())
        .isEqualTo(Duration.ofSeconds(20));
  }

  private static Trigger every(String unit, int count, String name) {
    return Trigger.of(
        Table.object("{'interval': {'%s': %d}}".formatted(unit, count)), ZoneOffset.UTC, name);
  }

  @Test
  void readsDatesInAllTheirForms() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant time = Instant.parse("2025-06-15T08:30:00Z");
    assertThat(DateText.parse("2025-06-15", berlin)).isEqualTo("2025-06-14T22:00:00Z");
    assertThat(DateText.parse("2025-6-15 10:30", berlin)).isEqualTo(time);
    assertThat(DateText.parse("2025-06-15 10:30:00", berlin)).isEqualTo(time);
    assertThat(DateText.parse("2025-06-15T10:30:00.5", berlin)).isEqualTo(time.plusMillis(500));
    assertThat(DateText.parse("2025-06-15T10:30:00.123456", berlin))
        .isEqualTo(time.plusNanos(123_456_000));
    assertThat(DateText.parse("2025-06-15T08:30:00Z", berlin)).isEqualTo(time);
    assertThat(DateText.parse("2025-06-15 18:00:00+09:30", berlin)).isEqualTo(time);
    assertThat(DateText.parse("2025-06-15T08:30+0000", berlin)).isEqualTo(time);
  }

  @Test
  void rejectsInvalidTriggers() {
    List.of(
            entry("{}", "expected either interval or cron, found neither"),
            entry("{'interval': null}", "expected either interval or cron, found neither"),
            entry("{'interval': {}, 'cron': {}}", "expected either interval or cron, found both"),
            entry("{'interval': '10 min'}", "interval: expected an object of fields such as"),
            entry("{'interval': {}}", "interval: expected weeks, days, hours"),
            entry("{'interval': {'minutes': 0}}", "interval: expected weeks, days, hours"),
            entry("{'interval': {'weeks': 5000, 'days': 36000}}", "interval: expected weeks, days"),
            entry(
                "{'interval': {'minutes': -5}}",
                "interval.minutes: expected a whole number from 0 to 52560000, found \"-5\""),
            entry("{'interval': {'hours': 1.5}}", "interval.hours: expected a whole number"),
            entry("{'interval': {'hours': '1.5'}}", "interval.hours: expected a whole number"),
            entry("{'interval': {'hours': 1e300}}", "interval.hours: expected a whole number"),
            entry(
                "{'interval': {'weeks': 9999999999999999999}}",
                "interval.weeks: expected a whole number"),
            entry(
                "{'interval': {'days': 1, 'start_date': '15.6.2025'}}",
                "interval.start_date: expected a date such as 2025-06-15"),
            entry(
                "{'interval': {'days': 1, 'start_date': '2025-02-30'}}",
                "interval.start_date: expected a date such as 2025-06-15"),
            entry(
                "{'interval': {'days': 1, 'start_date': '2025-06-15', 'end_date': '2025-06-14'}}",
                "interval.end_date: expected a time not before start_date, found \"2025-06-14\""))
        .forEach(
            wrong ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> Times.trigger(wrong.getKey(), "UTC"))
                    .withMessageStartingWith(wrong.getValue()));
  }
}
