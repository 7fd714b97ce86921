package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void site() throws IOException {
    Cli.site(
        folder,
        """
        {'timezone': 'UTC',
         'actions': {'box': {'type': 'append', 'options': {'path': 'told.txt'}}},
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
  void showsFailuresAndWhoWasTold() throws IOException {
    checkHere();
    assertThat(Cli.in(folder, "history", "here").out())
        .containsPattern("here from \\d{4}-.* to \\d{4}-")
        .containsPattern("  up 0.000 %: 0 s up, \\d s down, 29 d 23 h unknown")
        .containsPattern("goes on, \\d s: here is missing; told: box");

    Files.writeString(folder.resolve("here"), "");
    checkHere();
    Cli text = Cli.in(folder, "history", "here");
    assertThat(text.out()).containsPattern(" to .*, \\d s: here is missing; told: box");
    assertThat(text.code()).isZero();
  }

  @Test
  void showsThemAsCsvAndJson() {
    checkHere();
    assertThat(Cli.in(folder, "history", "here", "--csv").out().lines())
        .hasSize(2)
        .first()
        .isEqualTo("check,from,to,seconds,reason,members,told");
    assertThat(Cli.in(folder, "history", "here", "--csv").out())
        .containsPattern("here,20[^,]*Z?,,\\d,here is missing,,box");
    assertThat(Cli.in(folder, "history", "here", "--json").out())
        .contains("\"reason\": \"here is missing\"")
        .contains("\"told\": [\"box\"]")
        .contains("\"up\": ");
  }

  @Test
  void showsWhatFallsIntoARange() {
    checkHere();

    Cli outcome =
        Cli.in(folder, "history", "here", "--from", "2020-01-01", "--to", "2020-01-02T12:00:00");
    assertThat(outcome.out())
        .isEqualTo(
            """
            here from 2020-01-01 00:00 to 2020-01-02 12:00
              up not known: 0 s up, 0 s down, 1 d 12 h unknown
              no failures
            """);
  }

  @Test
  void knowsNothingOfASiteThatNeverRan() {
    assertThat(Cli.in(folder, "history", "new").out()).contains("no failures");
    assertThat(folder.resolve("fletchck.conf.db")).doesNotExist();
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThat(Cli.in(folder, "history", "hree").err()).contains("did you mean \"here\"?");
    assertThat(Cli.in(folder, "history", "here", "--from", "soon").err())
        .contains("--from: expected a time such as");
    assertThat(Cli.in(folder, "history", "here", "--from", "3020-01-01").err())
        .contains("expected a time before --to");
    assertThat(Cli.in(folder, "history", "here", "--csv", "--json").err()).contains("found both");
  }
}
