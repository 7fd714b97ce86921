package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Days on which the clock jumps: Berlin 2026-03-29 and 10-25, New York 2026-03-08 and 11-01, Lord
 * Howe (half an hour) 2026-10-04 and 04-05.
 */
class ClockChangesTest {

  @Test
  void distinguishesFixedTimesFromElapsedTime() {
    assertThat(fixed("{'hour': 5}")).isTrue();
    assertThat(fixed("{'day': 1}")).as("midnight").isTrue();
    assertThat(fixed("{'hour': '0-23'}")).isTrue();
    assertThat(fixed("{'hour': '*,5'}")).isTrue();
    assertThat(fixed("{'hour': '*', 'day': 1}")).isFalse();
    assertThat(fixed("{'hour': '*/2'}")).isFalse();
    assertThat(fixed("{'minute': 5}")).as("every hour").isFalse();
  }

  private static boolean fixed(String fields) {
    return Times.trigger("{'cron': " + fields + "}", "Europe/Berlin").fixed();
  }

  @Test
  void skipsGapsForElapsedTimeTriggers() {
    assertThat(Times.of("{'cron': {'minute': '15,45'}}", "Europe/Berlin", "2026-03-29 01:30", 3))
        .containsExactly(
            "2026-03-29T01:45+01:00", "2026-03-29T03:15+02:00", "2026-03-29T03:45+02:00");
    assertThat(Times.of("{'cron': {'hour': '*/2'}}", "America/New_York", "2026-03-08 00:00", 3))
        .containsExactly(
            "2026-03-08T00:00-05:00", "2026-03-08T04:00-04:00", "2026-03-08T06:00-04:00");
    assertThat(
            Times.of("{'cron': {'minute': '*/15'}}", "Australia/Lord_Howe", "2026-10-04 01:40", 2))
        .containsExactly("2026-10-04T01:45+10:30", "2026-10-04T02:30+11:00");
  }

  @Test
  void firesInBothOverlapHoursForElapsedTimeTriggers() {
    assertThat(Times.of("{'cron': {'minute': 30}}", "Europe/Berlin", "2026-10-25 01:10", 4))
        .containsExactly(
            "2026-10-25T01:30+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:30+01:00");
    assertThat(
            Times.of("{'cron': {'minute': '*/20'}}", "Australia/Lord_Howe", "2026-04-05 01:20", 5))
        .containsExactly(
            "2026-04-05T01:20+11:00",
            "2026-04-05T01:40+11:00",
            "2026-04-05T01:40+10:30",
            "2026-04-05T02:00+10:30",
            "2026-04-05T02:20+10:30");
  }

  @Test
  void firesOnceAtTheEndOfAGapForAllFixedTimesInIt() {
    assertThat(
            Times.of("{'cron': {'hour': 2, 'minute': '*/20'}}", "Europe/Berlin", "2026-03-29", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    assertThat(Times.of("{'cron': {'hour': '2,3'}}", "America/New_York", "2026-03-08", 2))
        .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
    assertThat(
            Times.of(
                "{'cron': {'hour': 2, 'minute': '10,40'}}", "Australia/Lord_Howe", "2026-10-04", 3))
        .containsExactly(
            "2026-10-04T02:30+11:00", "2026-10-04T02:40+11:00", "2026-10-05T02:10+11:00");
  }

  @Test
  void firesFixedTimesOfAnOverlapOnceAtTheirFirstOccurrence() {
    assertThat(
            Times.of("{'cron': {'hour': 2, 'minute': '15,45'}}", "Europe/Berlin", "2026-10-25", 3))
        .containsExactly(
            "2026-10-25T02:15+02:00", "2026-10-25T02:45+02:00", "2026-10-26T02:15+01:00");
    assertThat(Times.of("{'cron': {'hour': 1, 'minute': 30}}", "America/New_York", "2026-11-01", 2))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
    assertThat(
            Times.of(
                "{'cron': {'hour': '1,2', 'minute': '45'}}",
                "Australia/Lord_Howe",
                "2026-04-05",
                3))
        .containsExactly(
            "2026-04-05T01:45+11:00", "2026-04-05T02:45+10:30", "2026-04-06T01:45+10:30");
  }

  @Test
  void doesNotFireFixedTimesInSecondOccurrenceOfOverlap() {
    Trigger trigger = Times.trigger("{'cron': {'hour': 2, 'minute': '*'}}", "Europe/Berlin");
    Instant second = Instant.parse("2026-10-25T01:10:00Z");
    assertThat(trigger.next(second)).contains(Instant.parse("2026-10-26T01:00:00Z"));
  }

  @Test
  void movesFixedTimesOfSkippedDayToItsEnd() {
    // Samoa had no 30 December 2011.
    assertThat(Times.of("{'cron': {'hour': '6,18'}}", "Pacific/Apia", "2011-12-29 12:00", 4))
        .containsExactly(
            "2011-12-29T18:00-10:00",
            "2011-12-31T00:00+14:00",
            "2011-12-31T06:00+14:00",
            "2011-12-31T18:00+14:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Gaza"})
  void neitherMissesNorRepeatsQuarterHoursOfElapsedTime(String zone) {
    Trigger trigger = Times.trigger("{'cron': {'hour': '*', 'minute': '*/15'}}", zone);
    Instant change = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 4; i++) {
      change = ZoneId.of(zone).getRules().nextTransition(change).getInstant();
      Instant before = change.minusSeconds(5 * 3600);
      assertThat(Times.from(trigger, before, zone, 40))
          .extracting(OffsetDateTime::toInstant)
          .isEqualTo(Stream.iterate(before, time -> time.plusSeconds(900)).limit(40).toList());
    }
  }
}
