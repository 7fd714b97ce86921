package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.fletchck.config.SiteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOutputTest {

  /** Clears the screen, sets the title, turns the line round, and begins it again; as JSON. */
  private static final String NASTY =
      "a\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u202egnp\\u0000\\rb\\u007f";

  private static final String SITE =
      """
      {'actions': {'%1$s': {'type': 'log'}},
       'checks': {
         '%1$s': {'type': 'file', 'note': '%1$s', 'options': {'path': '%1$s'},
           'trigger': {'interval': {'minutes': 5}}},
         '..': {'type': '%1$s'},
         '': {'type': 'file', 'depends': ['%1$s', '%1$s x'], 'options': {'path': 'a'}}}}
      """
          .formatted(NASTY);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate",
        "validate --json",
        "next",
        "next --json",
        "run --once",
        "history",
        "outbox",
        "check x"
      })
  void printsNoTerminalControlSequences(String command) throws Exception {
    Cli.site(folder, SITE);

    Cli outcome = Cli.in(folder, command.split(" "));

    assertThat(outcome.out() + outcome.err())
        .isNotEmpty()
        .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202e]");
    if (command.startsWith("validate") || command.startsWith("next")) {
      assertThat(outcome.out()).contains("owned");
    }
  }

  @Test
  void preservesControlCharactersInJson() throws Exception {
    Cli.site(folder, SITE);

    String json = Cli.in(folder, "validate", "--json").out();

    String name = SiteFile.parse("{\"name\": \"" + NASTY + "\"}").get("name").toString();
    assertThat(SiteFile.parse(json).get("problems").toString()).contains(name);
  }

  @Test
  void warnsAboutProblematicNames() throws Exception {
    Cli.site(folder, SITE);

    String found = Cli.in(folder, "validate").out();

    assertThat(found)
        .containsPattern("warning  checks.\"a.*\": the name has control characters")
        .containsPattern("warning  actions.\"a.*\": the name has control characters")
        .contains("warning  checks.\"..\": the name can't be part of an address")
        .contains("warning  checks.\"\": the name is blank");
  }

  @Test
  void coloursLinesButReplacesForeignEscapes() {
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written, true);
    Console screen = new Console(out, out, true, InstantSource.system());

    screen.fail("mail (\u001b[8mfile)\nsecond");
    screen.say("said \u001b[8m");
    screen.trace("one\n\ttwo\u001b\n");

    assertThat(written.toString())
        .containsPattern("\u001b\\[31mFAIL\u001b\\[0m  mail \\(\ufffd\\[8mfile\\) second\n")
        .contains("said \ufffd[8m\n")
        .endsWith("one\n\ttwo\ufffd\n");
  }

  @Test
  void leavesHarmlessTextUnchanged() {
    String text = "\u00fcber \u65e5\u672c \ud83d\udc69\u200d\ud83d\udcbb\ttab\r\nline\n";

    assertThat(PlainOutput.plain(text)).isEqualTo(text);
  }
}
