package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new ExecCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("command", List.of("true"));
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("command", "");
    all.put("timeout", "10");
    all.put("warning", "pass");
    all.put("level", "");
    return all;
  }

  private Ran sh(String script, Object... more) {
    Map<String, Object> options = Ran.map(more);
    options.put("command", List.of("sh", "-c", script));
    return Ran.check(type(), options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo 'OK - fine'; exit 0       | true  | OK - fine
          echo 'WARNING - so so'; exit 1 | true  | WARNING - so so
          echo 'CRITICAL: bad'; exit 2   | false | CRITICAL: bad
          echo 'UNKNOWN what'; exit 3    | false | UNKNOWN what
          exit 0                         | true  | ''
          exit 2                         | false | sh ended with status 2 (critical)
          echo why >&2; exit 3           | false | why
          echo so; exit 4     | false | sh ended with status 4, not one of a monitoring plugin (0 to 3): so
          exit 255            | false | sh ended with status 255, not one of a monitoring plugin (0 to 3)
          kill -9 $$          | false | sh ended with signal 9
          echo so; kill -TERM $$         | false | sh ended with signal 15: so
          """)
  void derivesVerdictFromExitStatus(String script, boolean passes, String reason) {
    Ran ran = sh(script);
    assertThat(ran.reason()).isEqualTo(reason);
    assertThat(ran.passed()).isEqualTo(passes);
  }

  @Test
  void treatsStatusOneAsWarningOnlyForPluginOutput() {
    assertThat(sh("echo 'cannot connect'; exit 1").reason())
        .isEqualTo("sh ended with status 1: cannot connect");
    assertThat(sh("exit 1").passed()).isFalse();
    assertThat(sh("echo 'it is not ok | a=b'; exit 1").passed()).isFalse();
    assertThat(sh("echo 'TIME WARNING - late'; exit 1").reason()).isEqualTo("TIME WARNING - late");
    assertThat(sh("echo 'late | t=3s;2;5'; exit 1").passed()).isTrue();
    assertThat(sh("echo 'late | t=3s;2;5'; exit 1").reason()).isEqualTo("warning: late");
  }

  @Test
  void failsOnWarningWhenConfigured() {
    assertThat(sh("echo so so; exit 1", "warning", "fail").passed()).isFalse();
    assertThat(sh("echo fine; exit 0", "warning", "fail").passed()).isTrue();
  }

  @Test
  void readsFiguresAndLevelFromPerformanceData() {
    Ran ran =
        sh(
            "echo \"OK: two disks | /=2643MB;5948;5958;0;5968 'a b''s'=7%;;\"; echo more text;"
                + " echo 'last text | time=0.02s;;;0 odd'; echo 'none=U a=1'",
            "level", "time");
    assertThat(ran.reason()).isEqualTo("OK: two disks");
    assertThat(ran.result().level()).contains("0.02s");
    assertThat(ran.result().details())
        .containsExactly(
            Map.entry("/", "2643MB"),
            Map.entry("a b's", "7%"),
            Map.entry("time", "0.02s"),
            Map.entry("a", "1"));
    assertThat(ran.log())
        .containsExactly("sh ended with status 0 (ok)", "OK: two disks", "more text", "last text");
  }

  @Test
  void usesFirstNonBlankLineAsReason() {
    Ran ran = sh("printf '\\n \\r\\nCRITICAL: gone | a=1\\nmore\\n'; exit 2");
    assertThat(ran.reason()).isEqualTo("CRITICAL: gone");
    assertThat(ran.log())
        .containsExactly("sh ended with status 2 (critical)", "CRITICAL: gone", "more");
    assertThat(ran.result().details()).containsExactly(Map.entry("a", "1"));
    assertThat(sh("printf '\\n\\nso so\\n' >&2; exit 3").reason()).isEqualTo("so so");
    assertThat(sh("printf '\\n\\n'").reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          t=21,5;25,5;30 hum=40%    > {t=21,5, hum=40%}
          a=1, b=2,c=3              > {a=1, b=2, c=3}
          a=1;2,5;3,b=4;5           > {a=1, b=4}
          a=1,5,b=2                 > {a=1,5, b=2}
          used=27 GB;30;40 free=3GB > {used=27 GB, free=3GB}
          used=27 GiB, free=3 B     > {used=27 GiB, free=3 B}
          A=3 B=4                   > {A=3, B=4}
          'a, b=c'=7;; d=U e=8      > {a, b=c=7, e=8}
          """,
      quoteCharacter = '"')
  void parsesFiguresWithCommasAndUnits(String figures, String read) {
    assertThat(PluginOutput.parse("OK|" + figures).figures()).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource({
    "27341234567B, 27 GB",
    "9960000000B, 10 GB",
    "2643000B, 2.6 MB",
    "999499B, 999 kB",
    "999500B, 1.0 MB",
    "512B, 512 B",
    "-1500B, -1.5 kB",
    "27 GB, 27 GB",
    "2643MB, 2643MB",
    "1.5, 1.5",
  })
  void showsBytesInReadableUnits(String figure, String level) {
    Ran ran = sh("echo 'OK | used=" + figure + "'", "level", "used");
    assertThat(ran.result().level()).contains(level);
    assertThat(ran.result().details()).containsEntry("used", figure);
  }

  @Test
  void reportsInvalidShebangLine(@TempDir Path folder) throws IOException {
    String end = "; save it with Unix line endings (LF)";
    assertThat(script(folder, "#!/bin/sh\r\necho OK\r\n"))
        .isEqualTo("its first line, #!/bin/sh, ends with a carriage return" + end);
    assertThat(script(folder, "#! /usr/bin/env sh\r\necho OK\r\n"))
        .isEqualTo("its first line, #!/usr/bin/env sh, ends with a carriage return" + end);
    assertThat(script(folder, "#!/opt/none/python3 -u\nprint()\n"))
        .isEqualTo("its first line names /opt/none/python3, which does not exist");
  }

  private String script(Path folder, String text) throws IOException {
    Path script = Files.writeString(folder.resolve("check"), text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    String reason = Ran.check(type(), "command", List.of(script.toString())).reason();
    assertThat(reason).startsWith(script + " can't be started: ");
    return reason.substring((script + " can't be started: ").length());
  }

  @Test
  void logsThatLevelFigureIsMissing() {
    Ran ran = sh("echo 'OK | a=1'", "level", "b");
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).isEmpty();
    assertThat(ran.log()).contains("there is no performance data value b to show as level");
  }

  @Test
  void logsErrorOutputSeparatelyFromReason() {
    Ran ran = sh("echo careful >&2; echo fine");
    assertThat(ran.reason()).isEqualTo("fine");
    assertThat(ran.log()).contains("error output: careful");
  }

  @Test
  void truncatesOutputAfter64KiB() {
    Ran ran = sh("echo first; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last; exit 2");
    assertThat(ran.reason()).isEqualTo("first");
    assertThat(ran.log()).contains("the output was cut off after 64 KiB").doesNotContain("last");
    assertThat(String.join("", ran.log())).hasSizeLessThan(2000);
  }

  @Test
  void toleratesArbitraryOutput() {
    String quotes = "'".repeat(60_000);
    PluginOutput output = PluginOutput.parse("a\u0007b|" + quotes + "=1");
    assertThat(output.first()).isEqualTo("a?b");
    assertThat(PluginOutput.parse("|" + "a=1 ".repeat(10_000) + "\n").figures()).hasSize(1);
    assertThat(PluginOutput.parse("").first()).isEmpty();
  }

  @Test
  void runsInSiteFolderWithoutInput(@TempDir Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("mine.sh"), "#!/bin/sh\ncat\npwd\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    for (List<String> command : List.of(List.of("./mine.sh"), List.of("sh", "mine.sh"))) {
      Options options = Options.of(type().options(), Map.of("command", command)).inFolder(folder);
      Ran ran = Ran.check(type().create(options), Duration.ofSeconds(10), CheckState.UNKNOWN);
      assertThat(ran.reason()).isEqualTo(folder.toRealPath().toString());
    }
  }

  @Test
  void usesNoShell() {
    assertThat(Ran.check(type(), "command", List.of("echo", "$HOME; *")).reason())
        .isEqualTo("$HOME; *");
  }

  @Test
  void reportsWhyProgramCannotBeStarted(@TempDir Path folder) throws IOException {
    assertThat(Ran.check(type(), "command", List.of("no-such-program")).reason())
        .isEqualTo("no-such-program can't be started: it does not exist");
    assertThat(Ran.check(type(), "command", List.of("check_load -c 9")).reason())
        .isEqualTo(
            "check_load -c 9 can't be started: it does not exist;"
                + " give each argument as a separate item");
    Path plain = Files.writeString(folder.resolve("plain"), "text");
    assertThat(Ran.check(type(), "command", List.of(plain.toString())).reason())
        .isEqualTo(plain + " can't be started: no permission to execute it");
  }

  @ParameterizedTest
  @CsvSource({"sleep 600", "while :; do echo x; sleep 0.05; done"}) // silence, trickle
  void terminatesProgramAtTimeout(String script) {
    Ran ran = sh(script, "timeout", 1);
    assertThat(ran.reason()).isEqualTo("sh did not finish within 1 s");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void terminatesChildProcesses(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    // Ends when no process has the pipe open for writing any more.
    CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> read(pipe));
    Ran ran = sh("exec > " + pipe + "; echo begun; sh -c 'sleep 600 & wait' & wait", "timeout", 1);
    assertThat(ran.passed()).isFalse();
    assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo("begun\n");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void doesNotWaitForAChildThatHoldsTheOutputOpen() {
    Ran ran = sh("sleep 5 & echo fine");
    assertThat(ran.reason()).isEqualTo("fine");
    assertThat(ran.took()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void leaksNoFileDescriptors() {
    sh("echo fine");
    int before = openFiles();
    for (int i = 0; i < 20; i++) {
      sh("echo fine");
    }
    assertThat(openFiles()).isLessThan(before + 10);
  }

  private static int openFiles() {
    return new File("/proc/self/fd").list().length;
  }

  @Test
  void rejectsInvalidCommands() {
    for (List<String> wrong : List.of(List.of(" "), List.of("a", "b\0"))) {
      assertThat(Options.of(type().options(), Map.of("command", wrong)).problems(""))
          .singleElement()
          .satisfies(p -> assertThat(p.message()).startsWith("expected a program and its"));
    }
  }

  @Test
  void hidesArgumentsInDescription() {
    Map<String, Object> raw = Map.of("command", List.of("login", "-p", "s3cret"));
    assertThat(type().create(Options.of(type().options(), raw)).toString())
        .doesNotContain("s3cret");
  }
}
