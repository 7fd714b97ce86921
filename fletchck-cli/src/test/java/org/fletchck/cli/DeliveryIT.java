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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.spi.Status;
import org.fletchck.state.Store;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a running site with SIGKILL while its checks fail and recover, and counts what arrived. A
 * switch is turned again only when a run saw it, so each turn is a change that must be sent. This
 * kills as often as one likes:
 *
 * <pre>mvn -B -pl fletchck-cli -am verify -Dtest=None -Dit.test=DeliveryIT -Dkill.rounds=100</pre>
 */
class DeliveryIT {

  private static final int ROUNDS =
      Integer.getInteger(
          "kill.rounds", "thorough".equals(System.getProperty("test.effort")) ? 10 : 4);
  private static final long SEED = Long.getLong("kill.seed", 4);
  private static final String SITE = "fletchck.conf";
  private static final Pattern SUBJECT =
      Pattern.compile("\\[Place] (FAIL|PASS): (\\w+) \\(exec\\)");

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final List<Switch> switches = new ArrayList<>();

  @Test
  void deliversStatusChangesInOrderThroughEachActionDespiteKills() throws Exception {
    try (TestMailServer mails = TestMailServer.start();
        HookServer hook = HookServer.start();
        HookServer digests = HookServer.start()) {
      for (String name : List.of("red", "green", "blue")) {
        switches.add(new Switch(name, folder.resolve(name + ".up")));
      }
      writeSite(mails, hook, digests);
      for (int round = 0; round < ROUNDS; round++) {
        runAndKill(hook);
        assertSound();
      }
      runToTheEnd();

      List<SentMessage> byMail = mails.rest().stream().map(DeliveryIT::sent).toList();
      List<SentMessage> byHook = hook.all().stream().map(DeliveryIT::sent).toList();
      assertComplete(byMail);
      assertComplete(byHook);
      List<SentMessage> inDigests = assertSameMessages(digests.all());
      assertComplete(inDigests);
      assertThat(ids(inDigests)).hasSameElementsAs(ids(byHook));
      System.out.printf(
          "%d kills, %d changes; came twice: %d mails of %d, %d posts of %d, %d digests of %d%n",
          ROUNDS,
          switches.stream().mapToInt(s -> s.turns.size()).sum(),
          byMail.size() - ids(byMail).size(),
          byMail.size(),
          byHook.size() - ids(byHook).size(),
          byHook.size(),
          digests.all().size() - digests.all().stream().map(m -> m.get("id")).distinct().count(),
          digests.all().size());
    }
  }

  private void runAndKill(HookServer hook) throws Exception {
    List<Switch> seen = seen();
    try (Launched site = Launched.fletchck(folder, "run")) {
      site.out().await("3 checks, 3 actions");
      hook.forgetArrivals();
      for (Switch one : seen) {
        one.turn();
      }
      if (seen.isEmpty() || random.nextBoolean()) {
        site.goesOnFor(Duration.ofMillis(random.nextInt(1_500)));
      } else {
        hook.awaitNext();
        site.goesOnFor(Duration.ofMillis(random.nextInt(40)));
      }
      site.kill();
    }
  }

  /** Returns those whose position the last run that was saved knew. */
  private List<Switch> seen() throws IOException {
    Map<String, Status> known = new LinkedHashMap<>();
    for (Store.SavedCheck saved : SqliteStore.peek(folder, SITE).checks().values()) {
      known.put(saved.name(), saved.state().status());
    }
    return switches.stream().filter(s -> s.status() == known.get(s.name)).toList();
  }

  private void runToTheEnd() throws Exception {
    try (Launched site = Launched.fletchck(folder, "run")) {
      site.goesOnUntil(
          () -> seen().size() == 3 && SqliteStore.peek(folder, SITE).outbox().isEmpty());
      assertThat(site.err().all()).isEmpty();
    }
  }

  /** Each turn of each switch came, in order, and what came twice came with the same id. */
  private void assertComplete(List<SentMessage> all) {
    for (Switch one : switches) {
      List<SentMessage> once = new ArrayList<>();
      for (SentMessage sent : all.stream().filter(t -> t.check().equals(one.name)).toList()) {
        if (once.isEmpty() || !once.get(once.size() - 1).equals(sent)) {
          once.add(sent);
        }
      }
      assertThat(once).extracting(SentMessage::word).as(one.name).isEqualTo(one.turns);
      assertThat(ids(once)).doesNotHaveDuplicates().hasSameSizeAs(once);
    }
  }

  /** What has the same id has the same parts, and no change is in two messages. */
  private static List<SentMessage> assertSameMessages(List<Map<String, Object>> messages) {
    Map<Object, List<SentMessage>> byId = new LinkedHashMap<>();
    for (Map<String, Object> message : messages) {
      List<SentMessage> parts = parts(message);
      assertThat(byId.getOrDefault(message.get("id"), parts)).isEqualTo(parts);
      byId.put(message.get("id"), parts);
    }
    List<SentMessage> all = byId.values().stream().flatMap(List::stream).toList();
    assertThat(ids(all)).hasSameSizeAs(all);
    return all;
  }

  @SuppressWarnings("unchecked") // as the documents say
  private static List<SentMessage> parts(Map<String, Object> message) {
    List<Map<String, Object>> parts =
        (List<Map<String, Object>>) message.getOrDefault("parts", List.of(message));
    return parts.stream().map(DeliveryIT::sent).toList();
  }

  private static List<String> ids(List<SentMessage> all) {
    return all.stream().map(SentMessage::id).distinct().toList();
  }

  private static SentMessage sent(TestMailServer.Mail mail) {
    Matcher subject = SUBJECT.matcher(mail.header("Subject"));
    assertThat(subject.matches()).as(mail.header("Subject")).isTrue();
    return new SentMessage(subject.group(2), subject.group(1), mail.header("Message-ID"));
  }

  private static SentMessage sent(Map<String, Object> json) {
    return new SentMessage(
        String.valueOf(json.get("name")),
        String.valueOf(json.get("status")),
        String.valueOf(json.get("id")));
  }

  private void assertSound() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SITE + ".db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(row.getString(1)).isEqualTo("ok");
    }
  }

  private void writeSite(TestMailServer mails, HookServer hook, HookServer digests)
      throws IOException {
    List<String> checks = switches.stream().map(Switch::configuration).toList();
    Cli.site(
        folder,
        """
        {
          'grace': 0,
          'actions': {
            'mail': {'type': 'email', 'options': {'hostname': '127.0.0.1', 'port': %d,
              'tls': 'none', 'recipients': ['admin@place.com'], 'site': 'Place'}},
            'hook': {'type': 'webhook', 'options': {'url': '%s'}},
            'digest': {'type': 'webhook', 'group': 1, 'options': {'url': '%s'}}
          },
          'checks': {%s}
        }
        """
            .formatted(mails.port(), hook.url(), digests.url(), String.join(",\n", checks)));
  }

  private record SentMessage(String check, String word, String id) {}

  /** Something that a check looks at. */
  private static final class Switch {
    private final String name;
    private final Path file;
    private final List<String> turns = new ArrayList<>();

    Switch(String name, Path file) throws IOException {
      this.name = name;
      this.file = Files.createFile(file);
    }

    Status status() {
      return Files.exists(file) ? Status.PASS : Status.FAIL;
    }

    void turn() throws IOException {
      if (status() == Status.PASS) {
        Files.delete(file);
      } else {
        Files.createFile(file);
      }
      turns.add(status().name());
    }

    String configuration() {
      return """
          '%s': {'type': 'exec', 'trigger': {'interval': {'seconds': 1}},
            'options': {'command': ['test', '-e', '%s'], 'warning': 'fail'}, 'actions': ['mail', 'hook', 'digest']}
          """
          .formatted(name, file);
    }
  }
}
