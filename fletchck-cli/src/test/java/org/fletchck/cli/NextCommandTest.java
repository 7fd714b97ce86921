package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextCommandTest {

  private static final String AFTER = "2026-11-22T09:00:00+10:30";

  @TempDir private Path folder;

  private void site() throws IOException {
    Cli.site(
        folder,
        """
        {'timezone': 'Australia/Adelaide',
         'checks': {
          'zeta': {'type': 'file', 'trigger': {'cron': {'hour': 9}}},
          'hand': {'type': 'file'},
          'never': {'type': 'file', 'trigger': {'cron': {'hour': 99}}},
          'over': {'type': 'file', 'trigger': {'cron': {'year': 2020}}},
          'alpha': {'type': 'file', 'trigger': {'interval':
            {'hours': 12, 'start_date': '2026-01-01 00:00', 'timezone': 'utc'}}}
         }}
        """);
  }

  @Test
  void printsOneJsonLinePerCheckInFileOrder() throws IOException {
    site();

    Cli outcome = Cli.in(folder, "next", "--json", "--count", "2", "--after", AFTER);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines())
        .hasSize(5)
        .startsWith(
            "{\"name\": \"zeta\", \"next\": [\"2026-11-22T09:00:00+10:30\","
                + " \"2026-11-23T09:00:00+10:30\"]}",
            "{\"name\": \"hand\", \"next\": []}")
        .contains(
            "{\"name\": \"over\", \"next\": []}",
            "{\"name\": \"alpha\", \"next\": [\"2026-11-22T00:00:00+00:00\","
                + " \"2026-11-22T12:00:00+00:00\"]}")
        .element(2)
        .asString()
        .startsWith("{\"name\": \"never\", \"problem\": \"trigger: cron.hour: expected 0 to 23");
  }

  @Test
  void printsHumanReadableTimes() throws IOException {
    site();

    assertThat(Cli.in(folder, "next", "zeta", "hand", "--count=1", "--after", AFTER).out())
        .isEqualTo(
            """
            zeta
              2026-11-22T09:00:00+10:30
            hand
              no trigger: runs on demand
            """);
  }

  @Test
  void parsesInstantInUtcOrInZoneOfCheck() throws IOException {
    site();

    assertThat(Cli.in(folder, "next", "zeta", "--count=1", "--after=2026-11-21T22:30:01Z").out())
        .contains("2026-11-23T09:00:00+10:30");
    assertThat(Cli.in(folder, "next", "zeta", "--count=1", "--after=2026-11-22T09:00").out())
        .contains("2026-11-22T09:00:00+10:30");
    assertThat(Cli.in(folder, "next", "zeta", "--count=1", "--after=2026-11-23").out())
        .contains("2026-11-23T09:00:00+10:30");
  }

  @Test
  void rejectsInvalidInstant() throws IOException {
    site();

    Cli outcome = Cli.in(folder, "next", "--after", "tomorrow");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--after: expected a time such as").contains("tomorrow");
  }

  @Test
  void suggestsNearestNameForUnknownCheck() throws IOException {
    site();

    Cli outcome = Cli.in(folder, "next", "zetta");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("\"zetta\"").contains("did you mean \"zeta\"?");
  }

  @Test
  void showsTheTimesOfATriggerWithoutASiteFile() {
    Cli outcome =
        Cli.run(
            "next",
            "--trigger",
            "cron 9 hr mon-fri weekday",
            "--timezone=australia/adelaide",
            "--count=2",
            "--after=2026-11-21T00:00");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo("2026-11-23T09:00:00+10:30\n2026-11-24T09:00:00+10:30\n");
  }

  @Test
  void rejectsInvalidTriggerZoneAndCount() {
    Cli outcome = Cli.run("next", "--trigger", "cron 99 hr");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("99").contains("these work:");
    assertThat(Cli.run("next", "--trigger", " ").code()).isEqualTo(2);
    assertThat(Cli.run("next", "--trigger", "1 min", "--timezone", "Mars").err())
        .contains("expected a time zone such as");
    assertThat(Cli.run("next", "--count", "0", "--trigger", "1 min").code()).isEqualTo(2);
  }

  @Test
  void handlesThousandsOfChecks() throws IOException {
    String checks =
        IntStream.range(0, 2_500)
            .mapToObj(
                i ->
                    "'c%d': {'type': 'file', 'trigger': {'cron': {'minute': '%d-59/7', 'day': 'last fri'}}}"
                        .formatted(i, i % 50))
            .collect(Collectors.joining(",\n"));
    Cli.site(folder, "{'checks': {" + checks + "}}");

    Cli outcome = Cli.in(folder, "next", "--json", "--count=6");

    assertThat(outcome.out().lines()).hasSize(2_500).allMatch(line -> line.contains("\"next\""));
  }
}
