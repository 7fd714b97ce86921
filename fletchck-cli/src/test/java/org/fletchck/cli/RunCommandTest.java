package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fletchck.state.Store;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir private Path folder;

  private void site(String json) throws IOException {
    Cli.site(folder, json);
    Files.writeString(folder.resolve("here"), "");
  }

  @Test
  void runsEachCheckOnceAndPrintsATable() throws IOException {
    site(
        """
        {'actions': {'box': {'type': 'append', 'options': {'path': 'sent.txt'}}},
         'checks': {
          'first': {'type': 'file', 'actions': ['box'], 'options': {'path': 'here'}},
          'two': {'type': 'file', 'actions': ['box'], 'options': {'path': 'gone'}},
          'kid': {'type': 'file', 'depends': ['two'], 'options': {'path': 'gone'}},
          'wrong': {'type': 'file'},
          'rest': {'type': 'file', 'paused': true, 'options': {'path': 'gone'}}
         }}
        """);

    Cli outcome = Cli.in(folder, "run", "--once");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out())
        .isEqualTo(
            """
            STATUS       NAME   TYPE  LEVEL  REASON
            PASS         first  file  there
            FAIL         two    file  gone   gone is missing
            UNREACHABLE  kid    file         because of two
            INVALID      wrong  file         its configuration is not valid
            PAUSED       rest   file
            """);
    assertThat(outcome.err()).contains("error    checks.wrong.options.path: is missing");
    assertThat(folder.resolve("sent.txt")).content().isEqualTo("FAIL: two (file)\n");
  }

  @Test
  void exitsWithZeroWhenAllPass() throws IOException {
    site("{'checks': {'a': {'type': 'file', 'options': {'path': 'here'}}}}");

    assertThat(Cli.in(folder, "run", "--once").code()).isZero();
  }

  @Test
  void storesStateInGivenFolder() throws IOException {
    site("{'checks': {'a': {'type': 'file', 'options': {'path': 'here'}}}}");
    Path state = folder.resolve("var/state");

    assertThat(Cli.in(folder, "run", "--once", "--state", state.toString()).code()).isZero();
    assertThat(state.resolve("fletchck.conf.db")).exists();
    assertThat(folder.resolve("fletchck.conf.db")).doesNotExist();
  }

  @Test
  void refusesToRunWhenStateIsInUse() throws IOException {
    site("{}");
    Store held = SqliteStore.open(folder, "fletchck.conf");
    try {
      Cli outcome = Cli.in(folder, "run");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("in use by process " + ProcessHandle.current().pid())
          .contains("--state");
    } finally {
      held.close();
    }
  }

  @Test
  void exitsWithTwoWithoutUsableSiteFile() throws IOException {
    site("{'checks':\n\n  [[}");

    Cli outcome = Cli.in(folder, "run");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("fletchck.conf: line 3, column");
    assertThat(Cli.run("run", "--config", folder.toString()).err()).contains("is a folder");
  }
}
