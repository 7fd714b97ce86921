package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Status;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes with SIGKILL while they save. This kills as often as one likes, and prints what
 * came of it:
 *
 * <pre>mvn -B -pl fletchck-cli -am verify -Dtest=None -Dit.test=KillIT -Dkill.rounds=200</pre>
 */
class KillIT {

  private static final int ROUNDS =
      Integer.getInteger(
          "kill.rounds", "thorough".equals(System.getProperty("test.effort")) ? 20 : 5);
  private static final String SITE = "fletchck.conf";

  @TempDir private Path folder;

  @Test
  void keepsSavedVersionsIntactWhenKilled() throws Exception {
    Tally tally = new Tally();
    for (int round = 1; round <= ROUNDS; round++) {
      List<String> said = saveUntilKilled();
      long configuration = Saver.versionOf(SiteFile.read(folder.resolve(SITE)).config());
      long backup = Saver.versionOf(SiteFile.read(folder.resolve(SITE + ".bak")).config());
      long state = Saver.versionOf(SqliteStore.peek(folder, SITE));
      assertSound(folder.resolve(SITE + ".db"));

      tally.add(Versions.of(Saver.CONFIGURATION, said), configuration);
      tally.add(Versions.of(Saver.STATE, said), state);
      assertThat(backup).isBetween(configuration - 1, configuration);
    }
    System.out.printf(
        "%d kills, after each a whole site file and a sound database: %s%n", ROUNDS, tally);
    assertThat(aside()).as("databases set aside").isZero();
  }

  private List<String> saveUntilKilled() throws Exception {
    try (Launched saver = Launched.java(folder, Saver.class)) {
      saver.out().await(Saver.CONFIGURATION + " done");
      saver.goesOnUntil(() -> has(saver, Saver.STATE + " done"));
      long micros = ThreadLocalRandom.current().nextLong(200_000);
      saver.goesOnFor(Duration.ofNanos(micros * 1_000));
      saver.kill();
      return saver.out().all();
    }
  }

  private static boolean has(Launched saver, String text) {
    return saver.out().all().stream().anyMatch(line -> line.contains(text));
  }

  private static void assertSound(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(row.getString(1)).isEqualTo("ok");
    }
  }

  private long aside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains(".broken-")).count();
    }
  }

  @Test
  void resumesWithSavedStateWithoutRepeatingNotifications() throws Exception {
    try (TestWebServer web = TestWebServer.answering(500);
        TestMailServer mails = TestMailServer.start()) {
      writeSite(web.port(), mails.port());
      TestMailServer.Mail failMail;
      try (Launched site = Launched.fletchck(folder, "run")) {
        site.out().await("FAIL");
        failMail = mails.await();
        site.goesOnUntil(() -> SqliteStore.peek(folder, SITE).outbox().isEmpty());
        killWhileItRuns(site, web);
      }
      for (int i = 0; i < 2; i++) {
        try (Launched site = Launched.fletchck(folder, "run")) {
          site.out().await("2 checks, 1 action");
          killWhileItRuns(site, web);
          assertSound(folder.resolve(SITE + ".db"));
          assertThat(SqliteStore.peek(folder, SITE).checks().values())
              .extracting(check -> check.state().status())
              .containsExactlyInAnyOrder(Status.PASS, Status.FAIL);
          assertThat(site.out().all()).noneMatch(line -> line.contains("FAIL"));
          assertThat(site.err().all()).isEmpty();
        }
      }
      try (Launched site = Launched.fletchck(folder, "run")) {
        site.out().await("2 checks, 1 action");
        web.awaitRequests(1);
        web.answerFromNowOn(200);
        assertThat(site.out().await("PASS")).contains("web (https)");
        assertThat(mails.await().header("References")).isEqualTo(failMail.header("Message-ID"));
        assertThat(mails.isEmpty()).as("nothing is sent twice").isTrue();
      }
    }
  }

  @Test
  void deliversPendingNotificationAfterRestart() throws Exception {
    try (TestWebServer web = TestWebServer.answering(500);
        TestMailServer mails = TestMailServer.start()) {
      writeSite(web.port(), mails.port());
      mails.busy(true);
      try (Launched site = Launched.fletchck(folder, "run")) {
        site.out().await("FAIL");
        assertThat(site.err().await("will be retried"))
            .contains("mail")
            .contains("421 test too busy");
        site.kill();
      }
      mails.busy(false);
      try (Launched site = Launched.fletchck(folder, "run")) {
        assertThat(mails.await().header("Subject")).endsWith("FAIL: web (https)");
        site.goesOnUntil(() -> SqliteStore.peek(folder, SITE).outbox().isEmpty());
        assertThat(mails.isEmpty()).as("no further mail").isTrue();
      }
    }
  }

  private static void killWhileItRuns(Launched site, TestWebServer web) throws Exception {
    web.awaitRequests(2);
    site.goesOnFor(Duration.ofMillis(ThreadLocalRandom.current().nextLong(500)));
    site.kill();
  }

  private void writeSite(int web, int mail) throws IOException {
    Cli.site(
        folder,
        """
        {
          'grace': 0,
          'actions': {
            'mail': {'type': 'email', 'options': {'hostname': '127.0.0.1', 'port': %d,
              'tls': 'none', 'recipients': ['admin@place.com']}}
          },
          'checks': {
            'disk': {'type': 'disk', 'trigger': {'interval': {'seconds': 1}},
              'options': {'level': 100}, 'actions': ['mail']},
            'web': {'type': 'https', 'trigger': {'interval': {'seconds': 1}},
              'options': {'hostname': '127.0.0.1', 'port': %d, 'tls': false, 'status': '200-399'},
              'actions': ['mail']}
          }
        }
        """
            .formatted(mail, web));
  }

  /** The last version that is surely saved, and the last that was begun. */
  private record Versions(String what, long done, long begun) {

    static Versions of(String what, List<String> said) {
      return new Versions(what, last(what + " done ", said), last(what + " begins ", said));
    }

    private static long last(String words, List<String> said) {
      return said.stream()
          .filter(line -> line.startsWith(words))
          .mapToLong(line -> Long.parseLong(line.substring(words.length())))
          .max()
          .orElseThrow();
    }
  }

  /** How many files were of which version. */
  private static final class Tally {
    private int older;
    private int newer;
    private int between;

    void add(Versions versions, long found) {
      assertThat(found).as(versions.toString()).isIn(versions.done(), versions.begun());
      if (versions.done() == versions.begun()) {
        between++;
      } else if (found == versions.done()) {
        older++;
      } else {
        newer++;
      }
    }

    @Override
    public String toString() {
      return "%d killed during a save and still old, %d during a save and new already, %d between"
          .formatted(older, newer, between);
    }
  }
}
