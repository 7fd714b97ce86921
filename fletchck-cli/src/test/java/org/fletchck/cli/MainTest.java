package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void suggestsNearestCommand() {
    Cli outcome = Cli.run("validat");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("validat").contains("validate");
  }

  @Test
  void rejectsMergeOptionOfOriginal() {
    Cli outcome = Cli.run("--merge=more.csv");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--merge=more.csv").contains("no 'import' yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-config=", "--config="})
  void defaultsToRunCommandLikeOriginal(String option, @TempDir Path folder) {
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

  @ParameterizedTest
  @CsvSource({
    "-v check a,                       check -v a",
    "--version,                        --version",
    "-port=80 --once,                  run --port=80 --once",
    "-config=a -init,                  init --config=a",
    "-config=a validate,               validate --config=a",
    "--init --webui=false,             init --webui=false",
    "-init -port=8080 -config=a,       init --port=8080 --config=a",
    "--config a validate,              validate --config a",
    "--config=a --state b check x -v,  check --config=a --state b x -v",
    "--config run,                     run --config run",
    "--config check next,              next --config check",
    "-v --config a outbox,             outbox -v --config a",
    "run --config a,                   run --config a",
    "--config a nonsense,              run --config a nonsense",
  })
  void putsTheCommandFirst(String given, String wanted) {
    Set<String> commands = Main.commandLine().getSubcommands().keySet();

    assertThat(String.join(" ", OriginalArguments.asCommand(commands, given.split(" "))))
        .isEqualTo(wanted);
  }

  @Test
  void acceptsOptionsBeforeCommand(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), "{}");

    assertThat(Cli.run("--config", file.toString(), "validate").code()).isZero();
    assertThat(Cli.run("-v", "--config", file.toString(), "validate").code()).isZero();
  }

  @Test
  void printsShellCompletionScript() {
    Cli outcome = Cli.run("completion");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("complete -F").contains("--timezone");
  }
}
