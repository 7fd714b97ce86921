package org.fletchck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.fletchck.state.History;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Snapshot;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is stored goes by names of its own, which the program's names can't change: {@code
 * state-4.db} and {@code state-4.json} are {@link EveryField} as the version with schema step 4 has
 * written it. They stay as they are; a version with another schema adds its own.
 */
class StoredNamesTest {

  private static final String DATABASE = "state-4.db";
  private static final String PLAIN = "state-4.json";

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(EveryField.START.plus(Duration.ofHours(2)));

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), folder.resolve(name));
    }
    Files.createFile(folder.resolve("site.lock")); // else one waits for who may have deleted it
  }

  @Test
  void readsEveryFieldOfADatabase() throws IOException {
    copy(DATABASE, "site.db");
    try (Store store = SqliteStore.open(folder, "site", clock)) {
      Snapshot snapshot = store.snapshot();
      assertThat(snapshot.checks()).isEqualTo(EveryField.snapshot().checks());
      assertThat(snapshot.outbox()).isEqualTo(EveryField.snapshot().outbox());
      assertThat(snapshot.metadata()).containsAllEntriesOf(EveryField.snapshot().metadata());
      assertThat(snapshot.running()).isGreaterThanOrEqualTo(EveryField.running());
      assertHasEveryField(store.history());
    }
  }

  private static void assertHasEveryField(History history) {
    assertThat(history.runs("3", 100))
        .containsExactlyElementsOf(
            EveryField.runs().stream().sorted(Comparator.comparing(Run::at).reversed()).toList());
    assertThat(history.incidents("3", 100)).isEqualTo(EveryField.incidents());
    List<StatusChange> turns =
        history
            .statusChanges(EveryField.START, EveryField.START.plus(Duration.ofHours(2)))
            .getOrDefault("3", List.of());
    assertThat(turns).isEqualTo(EveryField.statusChanges());
    assertThat(history.settled(100)).containsExactlyInAnyOrderElementsOf(EveryField.settled());
  }

  @Test
  void readsEveryFieldOfAPlainFile() throws IOException {
    copy(PLAIN, "site.state.json");
    try (Store store = SqliteStore.open(folder, "site", clock)) {
      assertThat(store.snapshot().checks()).isEqualTo(EveryField.snapshot().checks());
      assertThat(store.snapshot().outbox()).isEqualTo(EveryField.snapshot().outbox());
      assertThat(store.snapshot().metadata()).isEqualTo(EveryField.snapshot().metadata());
    }
  }

  @Test
  void writesEveryFieldByTheSameName() throws IOException {
    try (InputStream in = getClass().getResourceAsStream(PLAIN)) {
      String stored = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      assertThat(Records.write(EveryField.snapshot())).isEqualTo(stored);
    }
  }
}
