package org.fletchck.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what must outlive the program: states, undelivered notifications, and some metadata. Safe
 * for use by multiple threads.
 */
public interface Store extends AutoCloseable {

  /** Returns a store that forgets everything when the program ends. */
  static Store inMemory() {
    return new MemoryStore(Snapshot.EMPTY);
  }

  /**
   * Returns a store that starts with this snapshot and forgets everything when the program ends.
   */
  static Store inMemory(Snapshot start) {
    return new MemoryStore(start);
  }

  /** Returns everything that is known now. */
  Snapshot snapshot();

  /**
   * Makes changes durable together. The returned stages complete when they are, in the order of the
   * commits.
   */
  CompletionStage<Void> commit(Commit commit);

  /** Returns the history, as far as it is kept. */
  History history();

  /** Takes the retention settings from a configuration; called whenever one is applied. */
  default void configured(SiteConfig config) {}

  /**
   * Sets the source of the running time, which starts with that of the first {@link #snapshot};
   * called once, before the first commit. It is to be saved with each commit and once a minute.
   */
  default void running(Supplier<Duration> time) {}

  /** Returns why this store can't save now, as human-readable text; empty if it can. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Returns what this store has lost since it was opened, as human-readable text. */
  default Optional<String> loss() {
    return Optional.empty();
  }

  /**
   * Supplies what was saved earlier if it could not be read when this store was opened: as soon as
   * it has been read, or at once if it already has. A store that opens only after everything was
   * read does nothing. The consumer is called on a thread of the store, and may commit.
   */
  default void whenReadLate(Consumer<Snapshot> consumer) {}

  /** Saves what is not saved yet and releases its resources. */
  @Override
  void close();

  /**
   * The state of one check.
   *
   * @param id stays the same when the check is renamed
   * @param name its name in the configuration
   * @param target what it checks
   * @param state its state
   * @param notified what its actions were last sent; null if saved by a version that didn't keep
   *     that
   */
  record SavedCheck(
      String id,
      String name,
      CheckTarget target,
      CheckState state,
      NotifiedState.@Nullable ByAction notified) {

    /** Creates a check without what its actions were sent. */
    public SavedCheck(String id, String name, CheckTarget target, CheckState state) {
      this(id, name, target, state, null);
    }

    private SavedCheck withoutRunningTime() {
      return notified == null
          ? this
          : new SavedCheck(id, name, target, state, notified.withoutRunningTime());
    }
  }

  /**
   * Everything that a store knows.
   *
   * @param checks states by id
   * @param outbox undelivered notifications, oldest first
   * @param metadata texts by name
   * @param running how long the program has run, over all starts
   */
  record Snapshot(
      Map<String, SavedCheck> checks,
      List<OutboxEntry> outbox,
      Map<String, String> metadata,
      Duration running) {
    /** A snapshot in which nothing is known. */
    public static final Snapshot EMPTY = new Snapshot(Map.of(), List.of(), Map.of());

    /** Treats a missing running time, as from earlier versions, as zero. */
    public Snapshot {
      running = Objects.requireNonNullElse(running, Duration.ZERO);
    }

    /** Creates a snapshot whose running time is zero. */
    public Snapshot(
        Map<String, SavedCheck> checks, List<OutboxEntry> outbox, Map<String, String> metadata) {
      this(checks, outbox, metadata, Duration.ZERO);
    }

    /**
     * Returns this for a program that starts counting running time from zero: everything that
     * depends on it counts from there.
     */
    public Snapshot withoutRunningTime() {
      Map<String, SavedCheck> saved = new LinkedHashMap<>(checks);
      saved.replaceAll((id, check) -> check.withoutRunningTime());
      return new Snapshot(
          saved, outbox.stream().map(OutboxEntry::withoutRunningTime).toList(), metadata);
    }

    /** Returns whether nothing but the running time is known. */
    public boolean isEmpty() {
      return checks.isEmpty() && outbox.isEmpty() && metadata.isEmpty();
    }
  }

  /**
   * The end of an outbox entry.
   *
   * @param entry the entry in its last state
   * @param end how it ended
   * @param reason why it was given up; null if it was delivered
   * @param at when it ended
   */
  record SettledEntry(OutboxEntry entry, End end, @Nullable String reason, Instant at) {}

  /**
   * What happened to a check.
   *
   * @param check its id
   * @param run a run, or null if there was none
   * @param statusChange a status change, or null if there was none
   * @param incident the failure as it is now, if it began, changed or ended; without notified
   *     actions
   */
  record Event(
      String check,
      History.@Nullable Run run,
      History.@Nullable StatusChange statusChange,
      History.@Nullable Incident incident) {}

  /** How an entry ended. */
  enum End {
    /** Its action accepted it. */
    DELIVERED,
    /** It was permanently refused, often enough to give up. */
    REFUSED,
    /** It couldn't be delivered for so long that it was given up. */
    EXPIRED,
    /** Its action no longer exists. */
    IMPOSSIBLE
  }

  /**
   * Changes to be made durable together.
   *
   * @param checks states that are new or changed
   * @param forgotten ids of checks that were removed
   * @param outbox entries that are new or changed
   * @param settled entries that are delivered or given up
   * @param metadata texts that are new or changed
   * @param events what happened, for the history
   */
  record Commit(
      Collection<SavedCheck> checks,
      Set<String> forgotten,
      Collection<OutboxEntry> outbox,
      Collection<SettledEntry> settled,
      Map<String, String> metadata,
      List<Event> events) {

    /**
     * Returns a commit of a check's new state, its notifications, and the events that led to it.
     */
    public static Commit of(
        SavedCheck check, Collection<OutboxEntry> notifications, List<Event> events) {
      return of(check, notifications, List.of(), events);
    }

    /** Returns the same, with entries that are given up for it. */
    public static Commit of(
        SavedCheck check,
        Collection<OutboxEntry> notifications,
        Collection<SettledEntry> settled,
        List<Event> events) {
      return new Commit(List.of(check), Set.of(), notifications, settled, Map.of(), events);
    }

    /** Returns this with more metadata. */
    public Commit noting(Map<String, String> texts) {
      if (texts.isEmpty()) {
        return this;
      }
      Map<String, String> all = new LinkedHashMap<>(metadata);
      all.putAll(texts);
      return new Commit(checks, forgotten, outbox, settled, all, events);
    }

    /**
     * Returns a commit of checks that are new, renamed or removed, with notifications about the
     * removed ones.
     */
    public static Commit changed(
        Collection<SavedCheck> checks,
        Set<String> forgotten,
        Collection<OutboxEntry> notifications,
        List<Event> events) {
      return new Commit(checks, forgotten, notifications, List.of(), Map.of(), events);
    }

    /** Returns a commit of checks that are new, renamed or removed. */
    public static Commit of(
        Collection<SavedCheck> checks, Set<String> forgotten, List<Event> events) {
      return changed(checks, forgotten, List.of(), events);
    }

    /** Returns a commit of entries that were attempted and will be attempted again. */
    public static Commit changed(Collection<OutboxEntry> entries) {
      return new Commit(List.of(), Set.of(), entries, List.of(), Map.of(), List.of());
    }

    /** Returns a commit of entries that are delivered or given up. */
    public static Commit settled(Collection<SettledEntry> entries) {
      return new Commit(List.of(), Set.of(), List.of(), entries, Map.of(), List.of());
    }

    /** Returns a commit of notifications, with metadata that records them. */
    public static Commit notifying(Collection<OutboxEntry> entries, String name, String text) {
      return new Commit(List.of(), Set.of(), entries, List.of(), Map.of(name, text), List.of());
    }

    /** Returns a commit of metadata. */
    public static Commit metadata(String name, String text) {
      return new Commit(List.of(), Set.of(), List.of(), List.of(), Map.of(name, text), List.of());
    }
  }
}
