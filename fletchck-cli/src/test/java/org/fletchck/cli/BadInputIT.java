package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged program says to files that can't be used, wholly or in part. */
class BadInputIT {

  @TempDir private Path folder;

  private TestWebServer web;

  private record ProcessResult(int code, String out, String err) {}

  @BeforeEach
  void startMonitoredServer() throws IOException {
    web = TestWebServer.answering(200);
  }

  @AfterEach
  void stopIt() {
    web.close();
  }

  @Test
  void reportsMissingSiteFile() throws Exception {
    ProcessResult run = fletchck("run");

    assertThat(run.err()).contains("fletchck.conf: there is no such file").contains("--config");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void reportsLineAndColumnOfInvalidJson() throws Exception {
    Cli.site(folder, "{\n  'checks': {\n    'disk': {'type': 'disk',}\n  }\n}\n");

    ProcessResult run = fletchck("run");
    ProcessResult validate = fletchck("validate");
    ProcessResult check = fletchck("check", "disk");

    assertThat(run.err()).contains("fletchck.conf: line 3, column 29");
    assertThat(run.code()).isEqualTo(2);
    assertThat(validate.out()).contains("fletchck.conf: line 3, column 29");
    assertThat(validate.code()).isEqualTo(2);
    assertThat(check.err()).contains("fletchck.conf: line 3, column 29");
    assertThat(check.code()).isEqualTo(3);
  }

  @Test
  void validateReportsEveryProblem() throws Exception {
    brokenInParts();

    ProcessResult validate = fletchck("validate");

    assertThat(validate.code()).isEqualTo(2);
    assertEveryProblemIn(validate.out());
  }

  @Test
  void runsValidCheckAndReportsMisconfiguredOne() throws Exception {
    brokenInParts();

    ProcessResult fine = fletchck("check", "fine");
    ProcessResult wrong = fletchck("check", "wrong type");

    assertThat(fine.out()).startsWith("PASS fine (https)");
    assertThat(fine.code()).isZero();
    assertThat(wrong.out()).contains("INVALID wrong type (https)").contains("options.port");
    assertThat(wrong.code()).isEqualTo(3);
  }

  @Test
  void runsValidChecksOnceDespiteMisconfiguredOnes() throws Exception {
    brokenInParts();

    ProcessResult once = fletchck("run", "--once");

    assertEveryProblemIn(once.err());
    assertThat(once.out())
        .containsPattern("PASS +fine ")
        .containsPattern("PASS +near ")
        .containsPattern("PASS +ring a ")
        .containsPattern("PASS +ring b ")
        .containsPattern("INVALID +wrong type ")
        .containsPattern("INVALID +what ")
        .containsPattern("INVALID +never ");
    assertThat(once.code()).isEqualTo(2);
  }

  @Test
  void keepsRunningValidChecksUntilSigterm() throws Exception {
    brokenInParts();

    try (Launched site = Launched.fletchck(folder, "run")) {
      site.err().await("3 problems in the configuration"); // what the log action is sent
      assertThat(site.out().await("judged")).contains("1 passes").contains("2 can't run");
      web.awaitRequests(2);
      web.answerFromNowOn(500);
      assertThat(site.out().await("FAIL")).contains("fine (https)").contains("500");
      site.signal("TERM");
      assertThat(site.awaitEnd()).isZero();
      assertEveryProblemIn(String.join("\n", site.err().all()));
    }
  }

  private static void assertEveryProblemIn(String text) {
    assertThat(text)
        .containsPattern("checks.\"wrong type\".options.port: expected .*65535, found \"https\"")
        .contains("checks.near.treshold: unknown key; did you mean threshold?")
        .contains("checks.near.options.volum: unknown key; did you mean volume?")
        .contains("checks.what.type: unknown check type \"dsk\"; did you mean disk?")
        .contains("checks.never.trigger: cron.hour: expected 0 to 23")
        .contains("99 is above 23")
        .contains("ring a -> ring b -> ring a");
  }

  private void brokenInParts() throws IOException {
    Cli.site(
        folder,
        """
        {'grace': 0,
         'actions': {'log': {'type': 'log'}},
         'checks': {
          'fine': {'type': 'https', 'trigger': {'interval': {'seconds': 1}}, 'actions': ['log'],
            'options': {'hostname': '127.0.0.1', 'port': %d, 'tls': false, 'status': '200-399'}},
          'wrong type': {'type': 'https', 'trigger': {'interval': {'seconds': 1}},
            'options': {'hostname': '127.0.0.1', 'port': 'https'}, 'actions': ['log']},
          'near': {'type': 'disk', 'treshold': 2, 'options': {'volum': '/', 'level': 100},
            'actions': ['log']},
          'what': {'type': 'dsk', 'actions': ['log']},
          'never': {'type': 'disk', 'trigger': {'cron': {'hour': '99'}}, 'actions': ['log']},
          'ring a': {'type': 'disk', 'depends': ['ring b'], 'options': {'level': 100},
            'actions': ['log']},
          'ring b': {'type': 'disk', 'depends': ['ring a'], 'options': {'level': 100},
            'actions': ['log']}
         }}
        """
            .formatted(web.port()));
  }

  private ProcessResult fletchck(String... arguments) throws Exception {
    try (Launched process = Launched.fletchck(folder, arguments)) {
      int code = process.awaitEnd();
      String out = String.join("\n", process.out().all());
      return new ProcessResult(code, out, String.join("\n", process.err().all()));
    }
  }
}
