package org.fletchck.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fletchck.History.Incident;
import org.fletchck.History.Run;
import org.fletchck.OutboxEntry;
import org.fletchck.Store;
import org.fletchck.Store.Commit;
import org.fletchck.Store.Saved;
import org.fletchck.Store.Settled;
import org.fletchck.Store.Snapshot;
import org.fletchck.spi.Status;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of version 2, written in half a minute of a site with four checks: {@code closed port},
 * which fails, {@code behind}, which it blocks, {@code root disk}, which passes, and {@code far},
 * of which nothing was heard; {@code log} told of it, {@code mail} couldn't.
 */
class EarlierVersionTest {

  private static final Instant LATER = Instant.parse("2026-11-30T06:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void putFile() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("version-2.db")) {
      Files.copy(requireNonNull(file), folder.resolve("site.db"));
    }
  }

  private SqliteStore open() throws IOException {
    return SqliteStore.open(folder, "site", new SettableClock(LATER));
  }

  private static void assertThatAllIsThere(Snapshot known) {
    assertThat(known.checks().values())
        .extracting(saved -> saved.name() + " " + saved.state().status())
        .containsExactlyInAnyOrder(
            "closed port FAIL", "behind UNREACHABLE", "root disk PASS", "far PENDING");
    assertThat(known.outbox())
        .hasSize(1)
        .allMatch(entry -> entry.action().equals("mail") && entry.tries() == 3)
        .allMatch(entry -> entry.notification().subject().name().equals("closed port"));
    assertThat(known.notes()).containsOnlyKeys("config", "failing action mail");
    assertThat(known.running()).isZero();
  }

  @Test
  void isReadWithoutBeingChanged() throws IOException {
    for (int i = 0; i < 2; i++) {
      Snapshot known = SqliteStore.peek(folder, "site");
      assertThatAllIsThere(known);
      assertThat(SqliteStore.history(folder, "site").incidents(id(known, "closed port"), 9))
          .hasSize(1);
    }
  }

  @Test
  void isOpenedWithAllThatIsInIt() throws IOException {
    try (Store store = open()) {
      assertThatAllIsThere(store.snapshot());
      String id = id(store.snapshot(), "closed port");
      List<Incident> incidents = store.history().incidents(id, 9);
      assertThat(incidents).hasSize(1).allMatch(i -> i.to() == null);
      assertThat(incidents.get(0).told()).containsExactly("log");
      assertThat(store.history().runs(id, 99)).hasSizeGreaterThan(9);
      assertThat(store.history().settled(9)).extracting(Settled::end).hasSize(1);
      Run last = store.history().runs(id, 1).get(0);
      assertThat(store.history().uptime(id, last.at().minusSeconds(9), last.at()).down())
          .isPositive();
    }
  }

  @Test
  void goesOnAndIsNoMoreForThatVersion() throws Exception {
    try (Store store = open()) {
      store.running(() -> Duration.ofMinutes(3));
      Saved disk = store.snapshot().checks().get(id(store.snapshot(), "root disk"));
      OutboxEntry entry = Samples.entry("e");
      Saved failing =
          new Saved(disk.id(), disk.name(), disk.target(), disk.state().withStatus(Status.FAIL));
      store.commit(Commit.of(failing, List.of(entry), List.of())).toCompletableFuture().join();
    }
    Snapshot now = SqliteStore.peek(folder, "site");
    assertThat(now.running()).hasMinutes(3);
    assertThat(now.outbox()).hasSize(2);
    try (Connection connection = Connections.toWrite(new StateFiles(folder, "site"));
        Statement statement = connection.createStatement()) {
      assertThat(Schema.check(connection)).isGreaterThan(2);
      statement.execute("PRAGMA user_version = 99"); // of a version to come
    }
    assertThatThrownBy(() -> open().close()).hasMessageContaining("newer fletchck (version 99");
  }

  private static String id(Snapshot known, String name) {
    return known.checks().values().stream()
        .filter(saved -> saved.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
