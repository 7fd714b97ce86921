package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void site() throws IOException {
    Cli.site(
        folder,
        """
        {'timezone': 'UTC',
         'actions': {'box': {'type': 'append', 'options': {'path': 'sent.txt'}}},
         'checks': {
          'here': {'type': 'file', 'actions': ['box'], 'options': {'path': 'here'}},
          'new': {'type': 'file', 'actions': ['box'], 'options': {'path': 'here'}}
         }}
        """);
  }

  private Cli checkHere() {
    return Cli.in(folder, "check", "here", "--notify");
  }

  @Test
  void showsFailuresAndWhoWasNotified() throws IOException {
    checkHere();
    assertThat(Cli.in(folder, "history", "here").out())
        .containsPattern("here from \\d{4}-.* to \\d{4}-")
        .containsPattern("  up 0.000 %: 0 s up, \\d s down, 29 d 23 h unknown")
        .containsPattern("ongoing, \\d s: here is missing; notified: box");

    Files.writeString(folder.resolve("here"), "");
    checkHere();
    Cli text = Cli.in(folder, "history", "here");
    assertThat(text.out()).containsPattern(" to .*, \\d s: here is missing; notified: box");
    assertThat(text.code()).isZero();
  }

  @Test
  void printsFailuresAsCsvAndJson() {
    checkHere();
    assertThat(Cli.in(folder, "history", "here", "--csv").out().lines())
        .hasSize(2)
        .first()
        .isEqualTo("check,from,to,seconds,reason,members,notified");
    assertThat(Cli.in(folder, "history", "here", "--csv").out())
        .containsPattern("here,20[^,]*Z?,,\\d,here is missing,,box");
    assertThat(Cli.in(folder, "history", "here", "--json").out())
        .contains("\"reason\": \"here is missing\"")
        .contains("\"notified\": [\"box\"]")
        .contains("\"up\": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=1+2            | '=1+2",
        "=cmd, \"x\"!A1   | \"'=cmd, \"\"x\"\"!A1\"",
        "+1-800          | '+1-800",
        "-x              | '-x",
        "-1.5            | -1.5",
        "@SUM(A1)        | '@SUM(A1)",
        "`  =1`          | `'  =1`",
        "\uff1d1         | '\uff1d1",
        "a=b             | a=b",
        "a;=1            | \"a;=1\"",
        "`\t=1`          | `\"'\t=1\"`"
      })
  void escapesSpreadsheetFormulasInCsv(String name, String cell) throws IOException {
    Map<String, Object> check =
        Map.of("type", "file", "actions", List.of("box"), "options", Map.of("path", "gone"));
    Map<String, Object> box = Map.of("type", "append", "options", Map.of("path", "sent.txt"));
    Files.writeString(
        folder.resolve("fletchck.conf"),
        SiteFile.format(Map.of("actions", Map.of("box", box), "checks", Map.of(name, check))));
    String file = folder.resolve("fletchck.conf").toString();
    Cli.run("check", "--notify", "--config", file, "--", name);

    Cli shown = Cli.run("history", "--csv", "--config", file, "--", name);
    assertThat(shown.err()).isEmpty();
    String line = shown.out().lines().toList().get(1);

    assertThat(line).startsWith(cell + ",20").contains(",gone is missing,,box");
  }

  @Test
  void showsGivenTimeRange() {
    checkHere();

    Cli outcome =
        Cli.in(folder, "history", "here", "--from", "2020-01-01", "--to", "2020-01-02T12:00:00");
    assertThat(outcome.out())
        .isEqualTo(
            """
            here from 2020-01-01 00:00 to 2020-01-02 12:00
              up unknown: 0 s up, 0 s down, 1 d 12 h unknown
              no failures
            """);
  }

  @Test
  void showsNoFailuresBeforeFirstRun() {
    assertThat(Cli.in(folder, "history", "new").out()).contains("no failures");
    assertThat(folder.resolve("fletchck.conf.db")).doesNotExist();
  }

  @Test
  void rejectsInvalidArguments() {
    assertThat(Cli.in(folder, "history", "hree").err()).contains("did you mean \"here\"?");
    assertThat(Cli.in(folder, "history", "here", "--from", "soon").err())
        .contains("--from: expected a time such as");
    assertThat(Cli.in(folder, "history", "here", "--from", "3020-01-01").err())
        .contains("expected a time before --to");
    assertThat(Cli.in(folder, "history", "here", "--csv", "--json").err()).contains("found both");
  }
}
