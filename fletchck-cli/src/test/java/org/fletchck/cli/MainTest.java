package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "init",
        "check",
        "notify",
        "outbox",
        "validate",
        "next",
        "types",
        "schema",
        "demo",
        "completion"
      })
  void listsEachCommandAndShowsItsExample(String command) {
    assertThat(Cli.run("--help").out()).contains("  " + command);

    Cli help = Cli.run(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Example").contains("fletchck " + command);
  }

  @Test
  void namesTheCommandThatWasProbablyMeant() {
    Cli outcome = Cli.run("validat");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("validat").contains("validate");
  }

  @Test
  void saysThatTheOriginalsMergeIsNotThere() {
    Cli outcome = Cli.run("--merge=more.csv");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--merge=more.csv").contains("no 'import' yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-config=", "--config="})
  void runsWithoutACommandAsTheOriginalDoes(String option, @TempDir Path folder) {
    Path file = folder.resolve("none.conf");

    Cli outcome = Cli.run(option + file, "-webui=false", "--port=8080");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains(file + ": there is no such file").contains("fletchck demo");
  }

  @Test
  void looksForTheSiteFileInTheWorkingDirectory() {
    assertThat(Cli.run().err()).contains("fletchck.conf: there is no such file");
    assertThat(Cli.run("-v").err()).contains("fletchck.conf: there is no such file");
  }

  @Test
  void leavesItsOwnArgumentsAsTheyAre() {
    assertThat(OriginalArguments.asCommand("-v", "check", "a")).containsExactly("-v", "check", "a");
    assertThat(OriginalArguments.asCommand("--version")).containsExactly("--version");
    assertThat(OriginalArguments.asCommand("-port=80", "--once"))
        .containsExactly("run", "--port=80", "--once");
    assertThat(OriginalArguments.asCommand("-config=a", "-init"))
        .containsExactly("init", "--config=a");
  }

  @Test
  void printsWhatAShellNeedsToComplete() {
    Cli outcome = Cli.run("completion");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("complete -F").contains("--timezone");
  }
}
