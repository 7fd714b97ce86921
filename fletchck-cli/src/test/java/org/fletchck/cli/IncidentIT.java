package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fletchck.cli.TestMailServer.Mail;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server breaks, stops and comes back, while the packaged program looks at it. */
class IncidentIT {

  /** Less than the second opinion takes, which there is none of without grace. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void notifiesOnceOfFailureAndOnceOfRecovery() throws Exception {
    try (Nginx web = new Nginx(folder.resolve("nginx"));
        TestMailServer mails = TestMailServer.start()) {
      web.start(200);
      writeSite(web.port(), mails.port());
      try (Launched site = Launched.fletchck(folder, "run")) {
        site.out().await("the only check judged: 1 passes");

        long broken = System.nanoTime();
        web.reload(500);
        String fail = site.out().await("FAIL");
        Mail failMail = mails.await();
        assertThat(since(broken)).isLessThan(AT_ONCE);

        web.stop();
        site.goesOnUntil(() -> reason().contains("refused"));
        long back = System.nanoTime();
        web.start(200);
        String pass = site.out().await("PASS");
        Mail passMail = mails.await();
        assertThat(since(back)).isLessThan(AT_ONCE);

        assertThat(fail).contains("web (https)").contains("500");
        assertThat(pass).contains("web (https)").contains("failed for ");
        assertThreaded(failMail, passMail);
        assertEndsWhenAskedTo(site);
        assertThat(changes(site)).containsExactly(fail, pass);
        assertThat(mails.isEmpty()).as("no further mail").isTrue();
        assertThat(site.err().all()).isEmpty();
      }
    }
  }

  private void writeSite(int web, int mail) throws Exception {
    Cli.site(
        folder,
        """
        {
          'grace': 0,
          'actions': {
            'mail': {'type': 'email', 'options': {'hostname': '127.0.0.1', 'port': %d,
              'tls': 'none', 'site': 'Home', 'recipients': ['admin@place.com']}}
          },
          'checks': {
            'web': {'type': 'https', 'trigger': {'interval': {'seconds': 1}},
              'options': {'hostname': '127.0.0.1', 'port': %d, 'tls': false, 'status': '200-399'},
              'actions': ['mail']}
          }
        }
        """
            .formatted(mail, web));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Returns why the last run failed, as far as it is saved. */
  private String reason() throws Exception {
    return SqliteStore.peek(folder, "fletchck.conf").checks().values().stream()
        .map(saved -> String.valueOf(saved.state().lastRun().reason()))
        .findFirst()
        .orElse("");
  }

  private static void assertThreaded(Mail fail, Mail pass) {
    assertThat(fail.header("Subject")).isEqualTo("[Home] FAIL: web (https)");
    assertThat(fail.text()).contains("500");
    assertThat(pass.header("Subject")).isEqualTo("[Home] PASS: web (https)");
    assertThat(fail.header("Message-ID")).startsWith("<").endsWith(">");
    assertThat(pass.header("References")).isEqualTo(fail.header("Message-ID"));
    assertThat(pass.header("Message-ID")).isNotEqualTo(fail.header("Message-ID"));
  }

  private static void assertEndsWhenAskedTo(Launched site) throws Exception {
    site.signal("TERM");
    assertThat(site.awaitEnd(Duration.ofSeconds(5))).isZero();
  }

  private static List<String> changes(Launched site) {
    return site.out().all().stream()
        .filter(line -> line.contains("FAIL") || line.contains("PASS"))
        .toList();
  }
}
