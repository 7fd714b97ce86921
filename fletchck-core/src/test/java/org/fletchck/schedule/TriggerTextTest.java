package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTextTest {

  static Stream<Map<String, Object>> accepted() {
    return Table.read("trigger-text.json").stream().filter(row -> row.get("refused") == null);
  }

  static Stream<String> refused() {
    return Table.read("trigger-text.json").stream()
        .filter(row -> row.get("refused") != null)
        .map(row -> (String) row.get("text"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void parsesTriggerText(Map<String, Object> row) {
    assertThat(TriggerText.parse((String) row.get("text")).orElse(null))
        .isEqualTo(row.get("trigger"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void formatsTextThatParsesToSameTrigger(Map<String, Object> row) {
    TriggerText.parse((String) row.get("text"))
        .ifPresent(spec -> assertThat(TriggerText.parse(TriggerText.format(spec))).contains(spec));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void rejectsInvalidTextWithTwoWorkingExamples(String text) {
    String message = catchIllegalArgumentException(() -> TriggerText.parse(text)).getMessage();

    String examples = message.substring(message.indexOf("; these work: "));
    List<String> texts =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(examples)
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(texts)
        .hasSize(2)
        .allSatisfy(example -> assertThat(TriggerText.parse(example)).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "interval         | no value and unit after \"interval\"",
        "cron             | no value and unit after \"cron\"",
        "hr 5             | no value before the unit \"hr\"",
        "week             | no value before the unit \"week\"",
        "5 min 6 minutes  | more than one value for the unit \"min\"",
        "5 min 6          | more than one value for the unit \"min\"",
        "1 wk             | no unit after \"1 wk\", the units of interval are week, day, hr, min,"
            + " sec, start, end, z, delay, in short w, d, h, m, s; these work",
        "cron 5 minutes   | no unit after \"5 minutes\", the units of cron are year, month, day,",
        "five min         | expected a whole number before \"min\", found \"five\"",
        "1.5 hr           | expected a whole number before \"hr\", found \"1.5\"",
        "0 min            | interval: expected weeks, days, hours, minutes and seconds that add up",
        "cron 99 hr       | cron.hour: expected 0 to 23, ",
        "cron 5 hr Mars z | cron.timezone: expected a time zone such as ",
        "5 min soon start | interval.start_date: expected a date such as 2025-06-15",
      })
  void reportsWhatIsInvalid(String text, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerText.parse(text))
        .withMessageStartingWith(what);
  }

  @ParameterizedTest
  @CsvSource({
    "1 hour, hours=1",
    "2 hours, hours=2",
    "2 hrs, hours=2",
    "1h, hours=1",
    "1 H, hours=1",
    "1 minute, minutes=1",
    "15m, minutes=15",
    "15 mins, minutes=15",
    "5min, minutes=5",
    "30s, seconds=30",
    "30 secs, seconds=30",
    "1 second, seconds=1",
    "1d, days=1",
    "1w, weeks=1",
    "interval 1h30m, 'hours=1, minutes=30'",
    "1h 30, 'hours=1, minutes=30'",
    "1h30, 'hours=1, minutes=30'",
    "1h 2025-06-15 10:30Z start UTC z, 'hours=1, start_date=2025-06-15 10:30Z, timezone=UTC'",
  })
  void acceptsShortUnitsOfIntervals(String text, String fields) {
    assertThat(TriggerText.parse(text).orElseThrow()).hasToString("{interval={" + fields + "}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron 5 h", "cron 5m", "30x", "h", "1h 2h", "5start", "m5"})
  void rejectsMisusedShortUnits(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TriggerText.parse(text));
  }

  @Test
  void ignoresCaseAndOrderOfUnitsButKeepsCaseOfZone() {
    String text =
        "CRON Australia/Adelaide Z  last fri DAY\t8 Hour 20 JITTER 2025-06-15 10:30 start_date";
    assertThat(TriggerText.parse(text).orElseThrow())
        .hasToString(
            "{cron={timezone=Australia/Adelaide, day=last fri, hour=8, jitter=20,"
                + " start_date=2025-06-15 10:30}}");
  }

  @Test
  void keepsTheOrderGiven() {
    Map<String, Object> spec = TriggerText.parse("cron 5 sec 2 hr").orElseThrow();
    assertThat(spec).hasToString("{cron={second=5, hour=2}}");
  }

  @Test
  void formatsTriggersFromFile() {
    String json = "{'cron': {'//': 'x', 'day': 1, 'hour': null, 'colour': 'red', 'jitter': 20.0}}";
    assertThat(TriggerText.format(Table.object(json))).isEqualTo("cron 1 day 20 delay");
    assertThatIllegalArgumentException().isThrownBy(() -> TriggerText.format(Map.of()));
  }
}
