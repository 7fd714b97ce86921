package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandFailuresTest {

  private final Lines err = new Lines();
  private final CommandLine commandLine = Main.commandLine().setErr(err.printer());

  private int code(Exception thrown) {
    return new CommandFailures()
        .handleExecutionException(thrown, commandLine, commandLine.getParseResult());
  }

  @Test
  void reportsUnexpectedExceptionAsInternalError() {
    assertThat(code(new IllegalStateException("oops"))).isEqualTo(1);
    assertThat(err.all())
        .containsExactly(
            "fletchck: internal error: java.lang.IllegalStateException: oops",
            "Run with --verbose to see the stack trace.");
  }

  @Test
  void printsStackTraceWhenVerbose() {
    commandLine.parseArgs("--verbose");

    assertThat(code(new IllegalStateException("oops"))).isEqualTo(1);
    assertThat(err.all())
        .anyMatch(line -> line.contains("at org.fletchck.cli.CommandFailuresTest"));
  }

  @Test
  void treatsInaccessibleFolderAsBadInput(@TempDir Path folder) {
    assertThat(code(new AccessDeniedException(folder.toString()))).isEqualTo(2);
    assertThat(err.all()).hasSize(1).first().asString().contains(folder.toString());
  }
}
