package org.fletchck.schedule;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTriggerTest {

  @Test
  void defaultsLessSignificantFieldsToMinimum() {
    assertThat(Times.of("{'cron': {'day': 1, 'hour': 1}}", "UTC", "2026-06-15", 2))
        .containsExactly("2026-07-01T01:00Z", "2026-08-01T01:00Z");
    assertThat(Times.of("{'cron': {'year': 2027}}", "UTC", "2026-06-15", 2))
        .containsExactly("2027-01-01T00:00Z");
  }

  @Test
  void requiresAllFieldsToMatch() {
    assertThat(Times.of("{'cron': {'day': 13, 'day_of_week': 'fri'}}", "UTC", "2026-01-01", 3))
        .containsExactly("2026-02-13T00:00Z", "2026-03-13T00:00Z", "2026-11-13T00:00Z");
  }

  @Test
  void acceptsLastDaysAndWeekdaysInLists() {
    assertThat(Times.of("{'cron': {'day': '1,last'}}", "UTC", "2026-02-10", 4))
        .containsExactly(
            "2026-02-28T00:00Z", "2026-03-01T00:00Z", "2026-03-31T00:00Z", "2026-04-01T00:00Z");
    assertThat(Times.of("{'cron': {'day': '2nd fri, LAST Mon,20'}}", "UTC", "2026-06-01", 4))
        .containsExactly(
            "2026-06-12T00:00Z", "2026-06-20T00:00Z", "2026-06-29T00:00Z", "2026-07-10T00:00Z");
  }

  @Test
  void narrowsWeekdaysOfTheMonthByDayOfWeek() {
    String both = "{'cron': {'day': '2nd fri,1st mon', 'day_of_week': 'wed-sun'}}";
    assertThat(Times.of(both, "UTC", "2026-06-01", 2))
        .containsExactly("2026-06-12T00:00Z", "2026-07-10T00:00Z");
  }

  @Test
  void countsWeeksAsIso8601Does() {
    String lastWeek = "{'cron': {'week': 53, 'day_of_week': 'mon', 'hour': 8}}";
    assertThat(Times.of(lastWeek, "UTC", "2026-01-01", 2))
        .containsExactly("2026-12-28T08:00Z", "2032-12-27T08:00Z");
    assertThat(Times.of("{'cron': {'week': '1', 'day_of_week': 0}}", "UTC", "2026-01-01", 2))
        .containsExactly("2027-01-04T00:00Z", "2028-01-03T00:00Z");
  }

  @Test
  void ignoresAStepAfterNamesAsTheReferenceDoes() {
    assertThat(Times.of("{'cron': {'day_of_week': 'mon-wed/2'}}", "UTC", "2026-11-23", 3))
        .containsExactly("2026-11-23T00:00Z", "2026-11-24T00:00Z", "2026-11-25T00:00Z");
  }

  @Test
  void neverFiresWhenNoTimeMatches() {
    assertThat(Times.of("{'cron': {'month': 2, 'day': 30}}", "UTC", "2026-01-01", 1)).isEmpty();
    assertThat(Times.of("{'cron': {'month': 10, 'week': 33}}", "UTC", "2026-01-01", 1)).isEmpty();
    assertThat(Times.of("{'cron': {'year': 2020}}", "UTC", "2026-01-01", 1)).isEmpty();
    String never = "{'cron': {'day': 'last sun', 'day_of_week': 'mon', 'second': '*'}}";
    assertThat(Times.of(never, "UTC", "2026-01-01", 1)).isEmpty();
  }

  @Test
  void findsRareDaysManyYearsAhead() {
    String leapMonday = "{'cron': {'month': 2, 'day': '5th mon'}}";
    assertThat(Times.of(leapMonday, "UTC", "2026-01-01", 2))
        .containsExactly("2044-02-29T00:00Z", "2072-02-29T00:00Z");
    assertThat(Times.of("{'cron': {'year': '*/10', 'week': 53}}", "UTC", "2026-01-01", 1))
        .containsExactly("2060-12-27T00:00Z");
  }

  @Test
  void firesBetweenStartAndEndInclusive() {
    String json =
        "{'cron': {'hour': 6, 'start_date': '2026-06-15 06:00', 'end_date': '2026-06-17T06:00:00',"
            + " 'timezone': 'Europe/Berlin'}}";
    assertThat(Times.of(json, "UTC", "2026-01-01", 9))
        .containsExactly("2026-06-15T04:00Z", "2026-06-16T04:00Z", "2026-06-17T04:00Z");
  }

  @Test
  void prefersItsOwnZone() {
    assertThat(Times.of("{'cron': {'hour': 6, 'timezone': 'est'}}", "UTC", "2026-07-01", 1))
        .containsExactly("2026-07-01T11:00Z");
  }

  @Test
  void returnsNextTimeStrictlyAfterInstant() {
    Trigger trigger = Times.trigger("{'cron': {'minute': '*'}}", "UTC");
    Instant minute = Instant.parse("2026-06-15T10:30:00Z");
    assertThat(trigger.next(minute)).contains(minute.plusSeconds(60));
    assertThat(trigger.next(minute.plusNanos(1))).contains(minute.plusSeconds(60));
    assertThat(trigger.next(minute.minusNanos(1))).contains(minute);
  }

  @Test
  void hasJitterAndNoInterval() {
    Trigger trigger = Times.trigger("{'cron': {'hour': 6, 'jitter': '90'}}", "UTC");
    assertThat(trigger.jitter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(trigger.interval()).isEmpty();
    assertThat(Times.trigger("{'cron': {'hour': 6}}", "UTC").jitter()).isZero();
  }

  @Test
  void treatsNullAsMissingAndIgnoresCommentsAndUnknownKeys() {
    String json =
        "{'//': 'nights', 'cron': {'hour': 6, 'minute': null, '//hour': 'x', 'colour': 'red'},"
            + " 'interval': null, 'also': 1}";
    assertThat(Times.of(json, "UTC", "2026-01-01", 1)).containsExactly("2026-01-01T06:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hour      | 24        | 24 is above 23",
        "day       | 0         | 0 is below 1",
        "hour      | 5-1       | the range from 5 to 1 is backwards",
        "day_of_week | fri-mon | the range from 4 to 0 is backwards",
        "minute    | */60      | the step 60 must be from 1 to 59, the length of its range",
        "minute    | */0       | the step 0 must be from 1 to 59, the length of its range",
        "minute    | 10-12/3   | the step 3 must be from 1 to 2, the length of its range",
        "day       | 6th fri   | \"6th fri\" is not understood",
        "day       | 1st foo   | \"foo\" is not a day_of_week name",
        "month     | jax       | \"jax\" is not a month name",
        "hour      | 9,,17     | \"\" is not understood",
        "hour      | 1.5       | \"1.5\" is not understood",
        "second    | 99999999999 | \"99999999999\" is not understood",
      })
  void rejectsInvalidFieldWithPathAndExpectedValue(String field, String text, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Times.trigger("{'cron': {'%s': '%s'}}".formatted(field, text), "UTC"))
        .withMessageStartingWith("cron." + field + ": expected ")
        .withMessageEndingWith("found \"" + text + "\": " + what);
  }

  @Test
  void rejectsInvalidValues() {
    List.of(
            entry("{'cron': {}}", "cron: expected at least one of year, month,"),
            entry("{'cron': 5}", "cron: expected an object of fields such as {\"minute\": 10}"),
            entry("{'cron': {'hour': true}}", "cron.hour: expected a whole number or a string"),
            entry("{'cron': {'hour': 1.5}}", "cron.hour: expected a whole number or a string"),
            entry("{'cron': {'hour': [1]}}", "cron.hour: expected a whole number or a string"),
            entry("{'cron': {'hour': 1, 'jitter': -1}}", "cron.jitter: expected a whole number"),
            entry("{'cron': {'hour': 1, 'timezone': 'Mars'}}", "cron.timezone: expected a time"))
        .forEach(
            wrong ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> Times.trigger(wrong.getKey(), "UTC"))
                    .withMessageStartingWith(wrong.getValue()));
  }
}
