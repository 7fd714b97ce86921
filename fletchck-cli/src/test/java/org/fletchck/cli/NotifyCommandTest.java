package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyCommandTest {

  @TempDir private Path folder;

  @Test
  void sendsTestAndShowsServerResponse() throws Exception {
    try (TestMailServer mails = TestMailServer.start()) {
      site(
          """
          'mail': {'type': 'email', 'options': {'hostname': '127.0.0.1', 'port': PORT,
                   'tls': false, 'recipient': 'a@example.com'}}
          """
              .replace("PORT", String.valueOf(mails.port())));
      Cli outcome = Cli.in(folder, "notify", "mail");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .isEqualTo("DELIVERED  mail (email)\n  127.0.0.1:" + mails.port() + " said: 250 taken\n");
      assertThat(mails.await().header("Subject")).isEqualTo("[Fletchck] TEST: FAIL: mail (email)");
      assertThat(folder).isDirectoryNotContaining("glob:**.state*");
    }
  }

  @Test
  void testsAllActionsAndReportsFailures() throws IOException {
    site(
        """
        'box': {'type': 'append', 'options': {'path': 'sent.txt'}},
        'program': {'type': 'exec', 'options': {'command': ['sh', '-c', 'echo no modem; exit 4']}},
        'nobody': {'type': 'email', 'options': {'hostname': 'localhost'}},
        'bad': {'type': 'append', 'options': {'path': {}}}
        """);
    Cli outcome = Cli.in(folder, "notify", "--all");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out().lines())
        .containsExactly(
            "DELIVERED  box (append)",
            "FAILED     program (exec): sh ended with status 4: no modem",
            "FAILED     nobody (email): the action's configuration is not valid",
            "  warning  actions.nobody.options.recipients: is missing; needed: recipient addresses",
            "FAILED     bad (append): the action's configuration is not valid",
            "  error    actions.bad.options.path: expected a string, found an object");
    assertThat(folder.resolve("sent.txt")).hasContent("TEST: FAIL: box (append)\n");
  }

  @Test
  void reportsRefusalByServerAndRedactsUrl() throws Exception {
    try (TestWebServer web = TestWebServer.answering(403)) {
      site(
          "'hook': {'type': 'webhook', 'options': {'url': 'http://127.0.0.1:PORT/s3cret'}}"
              .replace("PORT", String.valueOf(web.port())));
      Cli outcome = Cli.in(folder, "notify", "hook");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.out())
          .startsWith("REFUSED    hook (webhook): 127.0.0.1:" + web.port() + " said: HTTP 403")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void suggestsNearestNameForUnknownAction() throws IOException {
    site("'mail': {'type': 'log'}");

    Cli outcome = Cli.in(folder, "notify", "mial");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("no action named \"mial\"; did you mean \"mail\"?");
  }

  @Test
  void requiresEitherNamesOrAll() throws IOException {
    site("");

    assertThat(Cli.in(folder, "notify").code()).isEqualTo(2);
    assertThat(Cli.in(folder, "notify", "mail", "--all").err()).contains("not both");
    assertThat(Cli.in(folder, "notify", "--all").err()).contains("there is no action in");
  }

  private void site(String actions) throws IOException {
    Cli.site(folder, "{'actions': {" + actions + "}}");
  }
}
