package org.fletchck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.fletchck.spi.CheckState;

/**
 * Keeps what must outlive the program: states, announcements not yet delivered, and a few notes.
 * Safe for use by several threads.
 */
public interface Store extends AutoCloseable {

  /** Returns a store that forgets everything when the program ends. */
  static Store inMemory() {
    return new MemoryStore(Snapshot.EMPTY);
  }

  /** Returns a store that begins with this and forgets everything when the program ends. */
  static Store inMemory(Snapshot start) {
    return new MemoryStore(start);
  }

  /**
   * Opens a plain file of states, {@code NAME.state.json}, and holds a lock beside it.
   *
   * @param folder the state folder; made if it is missing
   * @param name the name of the site file without its folder
   * @throws IOException if the folder can't be used, or another process holds the lock; the message
   *     names it
   */
  static Store inFile(Path folder, String name) throws IOException {
    return FileStore.open(folder, name);
  }

  /** Reads such a file without a lock, for a look at the last saved states. */
  static Snapshot peek(Path folder, String name) throws IOException {
    return FileStore.peek(folder, name);
  }

  /** Returns everything that is known now. */
  Snapshot snapshot();

  /** Makes changes durable together. The stage completes when they are, in order. */
  CompletionStage<Void> commit(Commit commit);

  /** Saves what is not saved yet and lets go of the lock. */
  @Override
  void close();

  /**
   * The state of one check.
   *
   * @param id stays the same when the check is renamed
   * @param name its name in the configuration
   * @param target what it looks at
   * @param state what is believed of it
   */
  record Saved(String id, String name, Target target, CheckState state) {}

  /**
   * Everything a store knows.
   *
   * @param checks states by id
   * @param outbox announcements not yet delivered, oldest first
   * @param notes texts by name
   */
  record Snapshot(Map<String, Saved> checks, List<OutboxEntry> outbox, Map<String, String> notes) {
    /** Nothing is known. */
    public static final Snapshot EMPTY = new Snapshot(Map.of(), List.of(), Map.of());
  }

  /**
   * Changes to be made durable together.
   *
   * @param checks states that are new or changed
   * @param forgotten ids of checks that are gone
   * @param outbox entries that are new or changed
   * @param settled ids of entries that are delivered or given up
   * @param notes texts that are new or changed
   */
  record Commit(
      Collection<Saved> checks,
      Set<String> forgotten,
      Collection<OutboxEntry> outbox,
      Set<String> settled,
      Map<String, String> notes) {

    /** A check's new state, and what is to be told about it. */
    public static Commit of(Saved check, Collection<OutboxEntry> announcements) {
      return new Commit(List.of(check), Set.of(), announcements, Set.of(), Map.of());
    }

    /** Checks that are new, renamed or gone. */
    public static Commit of(Collection<Saved> checks, Set<String> forgotten) {
      return new Commit(checks, forgotten, List.of(), Set.of(), Map.of());
    }

    /** An entry that was tried and is to be tried again. */
    public static Commit changed(OutboxEntry entry) {
      return new Commit(List.of(), Set.of(), List.of(entry), Set.of(), Map.of());
    }

    /** An entry that is delivered or given up. */
    public static Commit settled(OutboxEntry entry) {
      return new Commit(List.of(), Set.of(), List.of(), Set.of(entry.id()), Map.of());
    }

    /** A text to remember. */
    public static Commit note(String name, String text) {
      return new Commit(List.of(), Set.of(), List.of(), Set.of(), Map.of(name, text));
    }
  }
}
