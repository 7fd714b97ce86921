package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full or hang under a running site: who is to be notified is, and afterwards
 * everything is in the file, once. This repeats it as often as one likes:
 *
 * <pre>mvn -B -pl fletchck-cli -am verify -Dtest=None -Dit.test=StoreFaultIT -Dstorefault.rounds=20
 * </pre>
 */
class StoreFaultIT {

  private static final int ROUNDS =
      Integer.getInteger(
          "storefault.rounds", "thorough".equals(System.getProperty("test.effort")) ? 2 : 1);
  private static final String SITE = "fletchck.conf";
  private static final String TOKEN = "a-token-of-this-test";

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> expected = new ArrayList<>();
  private Path state;
  private Path door;
  private int web;
  private TestMailServer mails;
  private HookServer hook;

  @BeforeEach
  void startServers() throws IOException {
    state = Files.createDirectory(folder.resolve("state"));
    door = Files.createFile(folder.resolve("door"));
    web = MqttBroker.freePort();
    mails = TestMailServer.start();
    hook = HookServer.start();
  }

  @AfterEach
  void stopServers() {
    mails.close();
    hook.close();
  }

  @Test
  void notifiesOnFullDiskEvenAfterKillAndLosesNothing() throws Exception {
    writeSite("");
    try (StateDisk disk = StateDisk.inMemory(state)) {
      for (int round = 1; round <= ROUNDS; round++) {
        try (Launched site = start()) {
          disk.fill();
          turnDoor("FAIL");
          awaitHealth(site, 503);
          assertThat(report("{\"fail\": true, \"reason\": \"no space left\"}")).isEqualTo(200);
          awaitNotified("backup FAIL");
          assertRefused();
          site.kill();
        }
        assertThat(names()).noneMatch(name -> name.contains(".db."));
        try (Launched site = start()) {
          awaitHealth(site, 503);
          assertRefused();
          awaitNotified("door FAIL"); // again, for that it was sent is not in the file
          turnDoor("PASS");
          assertThat(report("{\"fail\": true, \"reason\": \"no space left\"}")).isEqualTo(200);
          awaitNotified("backup FAIL");
          assertThat(report("")).isEqualTo(200);
          awaitNotified("backup PASS");
          site.goesOnFor(Duration.ofSeconds(7)); // longer than between two attempts to save
          assertThat(names()).noneMatch(name -> name.contains(".db."));
          disk.makeRoom();
          awaitHealth(site, 200);
          end(site);
        }
      }
      assertThat(names()).noneMatch(name -> name.contains(".db."));
      assertThat(SqliteStore.peek(state, SITE).outbox()).isEmpty();
      assertSound();
    }
  }

  @Test
  void notifiesWhileDiskHangsAndSavesEverythingOnce() throws Exception {
    try (MqttBroker broker = new MqttBroker(folder)) {
      broker.start();
      writeSite(
          "'mqtt': {'hostname': '127.0.0.1', 'port': %d, 'basetopic': 'in/#', 'autoadd': false},"
              .formatted(broker.port()));
      Path edge = writeEdge(broker.port());
      try (StateDisk disk = StateDisk.onLoop(state, folder.resolve("image"));
          Launched other = Launched.fletchck(edge, "run");
          Launched site = start()) {
        try {
          for (int round = 1; round <= ROUNDS; round++) {
            disk.freeze();
            turnDoor("FAIL");
            awaitNotified("edge FAIL");
            awaitHealth(site, 503);
            assertThat(report("{\"fail\": true, \"reason\": \"no space left\"}")).isEqualTo(200);
            awaitNotified("backup FAIL");
            assertAnswersWithin(Duration.ofSeconds(20), "/api/v1/checks/door/incidents");
            turnDoor("PASS");
            awaitNotified("edge PASS");
            assertThat(report("")).isEqualTo(200);
            awaitNotified("backup PASS");
            disk.thaw();
            awaitHealth(site, 200);
            assertAnswersWithin(Duration.ofSeconds(10), "/api/v1/checks/door/incidents");
          }
        } finally {
          disk.thaw();
        }
        other.goesOnFor(Duration.ofMillis(1));
        end(site);
        assertNotifiedOnce();
        assertInFileOnce();
        assertSound();
        assertThat(names()).noneMatch(name -> name.contains(".db."));
      }
    }
  }

  @Test
  void keepsDatabaseSoundWhenKilledWhileDiskHangs() throws Exception {
    writeSite("");
    try (StateDisk disk = StateDisk.onLoop(state, folder.resolve("image"))) {
      try (Launched site = start()) {
        try {
          disk.freeze();
          turnDoor("FAIL");
          awaitHealth(site, 503);
          site.signal("KILL"); // a thread that hangs in the disk keeps its process until it answers
        } finally {
          disk.thaw();
        }
        site.awaitEnd();
      }
      try (Launched site = start()) {
        end(site);
      }
      assertSound();
      assertThat(names()).noneMatch(name -> name.contains(".db."));
    }
  }

  @Test
  void notifiesWhileAnotherProcessLocksDatabase() throws Exception {
    writeSite("");
    try (Launched site = start()) {
      try (Connection connection = connection();
          Statement statement = connection.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        turnDoor("FAIL");
        awaitHealth(site, 503);
        turnDoor("PASS");
        statement.execute("ROLLBACK");
      }
      awaitHealth(site, 200);
      end(site);
      assertNotifiedOnce();
      assertInFileOnce();
    }
  }

  @Test
  void refusesSecondProcessEvenWhenLockFileWasDeleted() throws Exception {
    writeSite("");
    try (Launched site = start()) {
      for (int round = 1; round <= ROUNDS; round++) {
        Files.delete(state.resolve(SITE + ".lock"));
        assertRefused();
        assertRefused();
      }
      end(site);
    }
  }

  private Launched start() throws Exception {
    Launched site = Launched.fletchck(folder, "run", "--state", state.toString());
    site.out().await("web pages at");
    site.goesOnUntil(() -> health() != 0);
    return site;
  }

  private static void end(Launched site) throws Exception {
    site.signal("TERM");
    assertThat(site.awaitEnd()).isZero();
  }

  private void turnDoor(String status) throws Exception {
    if (status.equals("PASS")) {
      Files.createFile(door);
    } else {
      Files.delete(door);
    }
    awaitNotified("door " + status);
  }

  /** Waits until a change came by mail and by webhook, once more than before. */
  private void awaitNotified(String change) throws Exception {
    expected.add(change);
    long times = expected.stream().filter(change::equals).count();
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    String[] words = change.split(" ");
    while (sent(change) < times || mailed(words) < times) {
      assertThat(System.nanoTime()).as("%s, of %s", change, hook.all()).isLessThan(end);
      hook.awaitSomething();
    }
  }

  private long sent(String change) {
    return hook.all().stream().map(StoreFaultIT::text).filter(change::equals).count();
  }

  private long mailed(String... words) {
    String subject = words[1] + ": " + words[0];
    return mails.rest().stream().filter(m -> m.header("Subject").contains(subject)).count();
  }

  private static String text(Map<String, Object> message) {
    return message.get("name") + " " + message.get("status");
  }

  private void assertNotifiedOnce() {
    assertThat(hook.all())
        .extracting(StoreFaultIT::text)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(hook.all()).extracting(message -> message.get("id")).doesNotHaveDuplicates();
  }

  private void assertInFileOnce() throws Exception {
    assertThat(SqliteStore.peek(state, SITE).outbox()).isEmpty();
    int failures = (int) expected.stream().filter(change -> change.endsWith("FAIL")).count();
    assertThat(count("SELECT count(*) FROM incident WHERE ended IS NOT NULL")).isEqualTo(failures);
    assertThat(count("SELECT count(*) FROM incident WHERE ended IS NULL")).isZero();
    assertThat(count("SELECT count(*) FROM outbox WHERE ended = 'DELIVERED'"))
        .isEqualTo(2 * expected.size());
  }

  private int count(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getInt(1);
    }
  }

  private void assertSound() throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(row.getString(1)).isEqualTo("ok");
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + state.resolve(SITE + ".db"));
  }

  private void assertRefused() throws Exception {
    try (Launched second = Launched.fletchck(folder, "run", "--state", state.toString())) {
      assertThat(second.awaitEnd()).isNotZero();
      assertThat(second.err().all().toString()).containsPattern("in use by process \\d+;");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void awaitHealth(Launched site, int status) throws Exception {
    site.goesOnUntil(() -> health() == status);
  }

  /** Returns the status of /healthz; 0 if nobody answers. */
  private int health() throws InterruptedException {
    try {
      return http.send(request("/healthz").build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private int report(String json) throws Exception {
    return http.send(
            request("/api/v1/checks/backup/report")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private void assertAnswersWithin(Duration limit, String path) throws Exception {
    long began = System.nanoTime();
    http.send(request(path).build(), HttpResponse.BodyHandlers.discarding());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private void writeSite(String more) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(UTF_8));
    Cli.site(
        folder,
        """
        {
          'grace': 0, %s
          'webui': {'port': %d, 'tokens': {'test': 'write:%s'}},
          'actions': {
            'mail': {'type': 'email', 'options': {'hostname': '127.0.0.1', 'port': %d,
              'tls': 'none', 'recipients': ['admin@place.com']}},
            'hook': {'type': 'webhook', 'options': {'url': '%s'}}
          },
          'checks': {
            'door': {'type': 'exec', 'trigger': {'interval': {'seconds': 1}},
              'options': {'command': ['test', '-e', '%s'], 'warning': 'fail'},
              'actions': ['mail', 'hook']},
            'backup': {'type': 'remote', 'actions': ['mail', 'hook']},
            'edge': {'type': 'remote', 'actions': ['mail', 'hook']}
          }
        }
        """
            .formatted(more, web, HexFormat.of().formatHex(hash), mails.port(), hook.url(), door));
  }

  private Path writeEdge(int broker) throws IOException {
    Path edge = Files.createDirectory(folder.resolve("edge"));
    Cli.site(
        edge,
        """
        {'grace': 0, 'mqtt': {'hostname': '127.0.0.1', 'port': %d}, 'checks': {
          'edge': {'type': 'exec', 'trigger': {'interval': {'seconds': 1}}, 'publish': 'in/edge',
            'options': {'command': ['test', '-e', '%s'], 'warning': 'fail'}}}}
        """
            .formatted(broker, door));
    return edge;
  }
}
