package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Option;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {

  private static final String LOOKED = "  phases: look 3.0 ms\n  looked at a\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeASite() throws IOException {
    Cli.site(
        folder,
        """
        {'actions': {'box': {'type': 'append', 'options': {'path': 'sent.txt'}}},
         'checks': {
          'up': {'type': 'file', 'actions': ['box'], 'options': {'path': 'here'}},
          'down': {'type': 'file', 'actions': ['box'], 'options': {'path': 'nowhere'}},
          'behind': {'type': 'file', 'depends': ['down'], 'actions': ['box'],
                     'options': {'path': 'nothing'}},
          'row': {'type': 'sequence', 'actions': ['box'], 'options': {'checks': ['up', 'down']}},
          'rest': {'type': 'file', 'paused': true, 'options': {'path': 'here'}},
          'wrong': {'type': 'file', 'options': {'pth': 'here'}}
         }}
        """);
    Files.writeString(folder.resolve("here"), "");
  }

  private boolean anybodyWasNotified() {
    return Files.exists(folder.resolve("sent.txt"));
  }

  private boolean isAnythingSaved() {
    return Files.exists(folder.resolve("fletchck.conf.db"));
  }

  @Test
  void showsAPass() {
    Cli outcome = Cli.in(folder, "check", "up");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly("PASS up (file): there", "  phases: look 3.0 ms", "  looked at here");
  }

  @Test
  void showsFailureWithoutNotifyingOrSaving() {
    Cli outcome = Cli.in(folder, "check", "down");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).startsWith("FAIL down (file): gone; nowhere is missing\n");
    assertThat(anybodyWasNotified()).isFalse();
    assertThat(isAnythingSaved()).isFalse();
  }

  @Test
  void runsTheMembersOfASequence() {
    Cli outcome = Cli.in(folder, "check", "row");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out())
        .startsWith("FAIL row (sequence): failing: down\n")
        .contains("up (file): PASS there")
        .contains("looked at nowhere");
    assertThat(anybodyWasNotified()).isFalse();
  }

  @Test
  void namesDependencyBlockingCheck() {
    Cli outcome = Cli.in(folder, "check", "behind");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).isEqualTo("UNREACHABLE behind (file): because of down\n");
  }

  @Test
  void doesNotRunAPausedCheck() {
    Cli outcome = Cli.in(folder, "check", "rest");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).startsWith("PAUSED rest (file): not run");
  }

  @Test
  void reportsWhyCheckIsMisconfigured() {
    Cli outcome = Cli.in(folder, "check", "wrong");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).startsWith("INVALID wrong (file)").contains("checks.wrong.options");
  }

  @Test
  void suggestsNearestNameForUnknownCheck() {
    Cli outcome = Cli.in(folder, "check", "dowm");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("did you mean \"down\"?");
  }

  @Test
  void exitsWithThreeOnUsageErrorsAndBrokenSiteFile() throws IOException {
    assertThat(Cli.in(folder, "check").code()).isEqualTo(3);
    assertThat(Cli.in(folder, "check", "up", "down").code()).isEqualTo(3);
    assertThat(Cli.in(folder, "check", "up", "--bogus").code()).isEqualTo(3);
    assertThat(Cli.run("check", "--type", "file", "path=a", "--notify").code()).isEqualTo(3);
    Cli.site(folder, "{'checks': [}");
    Cli broken = Cli.in(folder, "check", "up");
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).contains("fletchck.conf: line 1, column");
  }

  @Test
  void judgesSavesAndNotifiesWithNotifyOption() throws IOException {
    Cli outcome = Cli.in(folder, "check", "down", "--notify");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(folder.resolve("sent.txt")).content().isEqualTo("FAIL: down (file)\n");
    assertThat(isAnythingSaved()).isTrue();

    Files.writeString(folder.resolve("nowhere"), "");

    assertThat(Cli.in(folder, "check", "down").code()).isZero();
    assertThat(folder.resolve("sent.txt")).content().hasLineCount(1);
    assertThat(Cli.in(folder, "check", "down", "--notify").code()).isZero();
    assertThat(folder.resolve("sent.txt")).content().endsWith("PASS: down (file)\n");
  }

  @Test
  void printsJson() {
    Cli outcome = Cli.in(folder, "check", "down", "--json");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(SiteFile.parse(outcome.out()))
        .containsEntry("name", "down")
        .containsEntry("verdict", "FAIL")
        .containsEntry("level", "gone")
        .containsEntry("reason", "nowhere is missing")
        .containsKeys("phases", "log", "milliseconds", "status");
  }

  @Test
  void runsAdHocCheckFromOptions() {
    Cli outcome =
        Cli.run(
            "check",
            "--type=file",
            "path=" + folder.resolve("here"),
            "tags=a,b",
            "timeout=2.5",
            "loud=true");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("PASS file (file): there").contains("tags [a, b]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a, b,           | [a,  b, ]
          "a, b",c        | [a, b, c]
          say "hi"        | [say "hi"]
          "say ""hi"", you" | [say "hi", you]
          """)
  void parsesCommaSeparatedLists(String given, String taken) {
    Cli outcome =
        Cli.run("check", "--type=file", "path=" + folder.resolve("here"), "tags=" + given);

    assertThat(outcome.out()).contains("tags " + taken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a:b, c: d:e ,:   | {=, a=b, c=d:e}
          a:"b, c",d:e     | {a=b, c, d=e}
          "a:b" : "c""d" , e: | {a:b=c"d, e=}
          """)
  void parsesCommaSeparatedMapEntries(String given, String taken) {
    Option<?> option = Option.map("labels", "Labels");

    assertThat(new TreeMap<>(CommaList.entries(option, given))).hasToString(taken);
  }

  @Test
  void rejectsMissingSeparatorsAndMalformedQuotes() {
    Cli outcome = Cli.run("check", "--type=https", "hostname=localhost", "json=/a:1,/status=down");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("option json: expected NAME:TEXT, or several separated by commas")
        .contains("found \"/status=down\"");
    assertThat(Cli.run("check", "--type=https", "hostname=localhost", "headers=X-Key s3cret").err())
        .contains("option headers: expected NAME:TEXT")
        .doesNotContain("s3cret");
    assertThat(Cli.run("check", "--type=file", "path=a", "tags=\"a,b").err())
        .contains("option tags: expected a closing quotation mark");
    assertThat(Cli.run("check", "--type=file", "path=a", "tags=\"a\"b").err())
        .contains("option tags: expected a closing quotation mark");
  }

  @Test
  void printsRedactedStackTraceOfCheckWhenVerbose() {
    String[] plain = {"check", "--type=file", "path=a", "password=hunter2"};
    String[] verbose = {"-v", "check", "--type=file", "path=a", "password=hunter2"};

    assertThat(Cli.run(plain).err()).isEmpty();
    Cli outcome = Cli.run(verbose);
    assertThat(outcome.err())
        .contains("DEBUG check file threw: java.lang.IllegalStateException: can't use ********")
        .contains("at org.fletchck.cli.FileCheckType.")
        .contains("Caused by: java.io.IOException: bad login")
        .doesNotContain("hunter2");
    assertThat(outcome.out()).isEqualTo("FAIL file (file): can't use ********\n" + LOOKED);
    assertThat(Cli.run(plain).err()).isEmpty();
  }

  @Test
  void reportsInvalidOptions() {
    Cli outcome = Cli.run("check", "--type=file", "path=a", "timeout=soon", "lowd=true");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("error    timeout: expected a number of seconds")
        .contains("found \"soon\"")
        .contains("did you mean loud?");
    assertThat(Cli.run("check", "--type=file", "path").err()).contains("hostname=example.com");
    assertThat(Cli.run("check", "--type=file").err()).contains("path: is missing");
    assertThat(Cli.run("check", "--type=flie", "path=a").err()).contains("did you mean \"file\"?");
  }
}
