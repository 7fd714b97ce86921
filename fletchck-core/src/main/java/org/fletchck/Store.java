package org.fletchck;

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
 * Keeps what must outlive the program: states, notifications not yet delivered, and a few notes.
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

  /** Returns everything that is known now. */
  Snapshot snapshot();

  /** Makes changes durable together. The stage completes when they are, in order. */
  CompletionStage<Void> commit(Commit commit);

  /** Returns what happened, as far as it is kept. */
  History history();

  /** Takes over what a configuration says of keeping; called whenever one is put in place. */
  default void configured(SiteConfig config) {}

  /**
   * Says where to ask for the running time, which begins with that of the first {@link #snapshot};
   * called once, before the first commit. It is to be saved with each commit and once a minute.
   */
  default void running(Supplier<Duration> time) {}

  /** Returns what keeps this store from saving now, in words for people. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Returns what this store lost since it was opened, in words for people. */
  default Optional<String> loss() {
    return Optional.empty();
  }

  /**
   * Gives what was saved earlier if it could not be read when this was opened, once it could be
   * read; at once if that is so already. A store that is opened only when everything was read does
   * nothing. The consumer is called on a thread of the store, and may commit.
   */
  default void whenReadLate(Consumer<Snapshot> consumer) {}

  /** Saves what is not saved yet and lets go of what it holds. */
  @Override
  void close();

  /**
   * The state of one check.
   *
   * @param id stays the same when the check is renamed
   * @param name its name in the configuration
   * @param target what it looks at
   * @param state what is believed of it
   * @param notified what its actions were last sent; null if it was saved before that was kept
   */
  record SavedCheck(
      String id,
      String name,
      CheckTarget target,
      CheckState state,
      NotifiedState.@Nullable ByAction notified) {

    /** Makes one of which nothing is known of its actions. */
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
   * Everything a store knows.
   *
   * @param checks states by id
   * @param outbox notifications not yet delivered, oldest first
   * @param metadata texts by name
   * @param running for how long the program ran, over all starts
   */
  record Snapshot(
      Map<String, SavedCheck> checks,
      List<OutboxEntry> outbox,
      Map<String, String> metadata,
      Duration running) {
    /** Nothing is known. */
    public static final Snapshot EMPTY = new Snapshot(Map.of(), List.of(), Map.of());

    /** Takes a missing running time, as of earlier versions, for none. */
    public Snapshot {
      running = Objects.requireNonNullElse(running, Duration.ZERO);
    }

    /** What a program knows that never ran. */
    public Snapshot(
        Map<String, SavedCheck> checks, List<OutboxEntry> outbox, Map<String, String> metadata) {
      this(checks, outbox, metadata, Duration.ZERO);
    }

    /**
     * Returns this for a program that began to count its running time without it: all that goes by
     * it counts from that beginning.
     */
    public Snapshot withoutRunningTime() {
      Map<String, SavedCheck> saved = new LinkedHashMap<>(checks);
      saved.replaceAll((id, check) -> check.withoutRunningTime());
      return new Snapshot(
          saved, outbox.stream().map(OutboxEntry::withoutRunningTime).toList(), metadata);
    }

    /** Tells whether nothing but the running time is known. */
    public boolean isEmpty() {
      return checks.isEmpty() && outbox.isEmpty() && metadata.isEmpty();
    }
  }

  /**
   * What became of an entry.
   *
   * @param entry the entry as it was last
   * @param end how it ended
   * @param reason why it was given up; null if it is delivered
   * @param at when it ended
   */
  record SettledEntry(OutboxEntry entry, End end, @Nullable String reason, Instant at) {}

  /**
   * What happened to a check.
   *
   * @param check its id
   * @param run a run, or null if there was none
   * @param statusChange a change of status, or null if there was none
   * @param incident a failure as it is now, if it began, changed or ended; nobody is notified of it
   *     yet
   */
  record Event(
      String check,
      History.@Nullable Run run,
      History.@Nullable StatusChange statusChange,
      History.@Nullable Incident incident) {}

  /** How an entry ended. */
  enum End {
    /** Its action took it. */
    DELIVERED,
    /** It was refused for good, as often as it takes to believe it. */
    REFUSED,
    /** It couldn't be delivered for so long that it isn't tried any more. */
    EXPIRED,
    /** There is no such action any more. */
    IMPOSSIBLE
  }

  /**
   * Changes to be made durable together.
   *
   * @param checks states that are new or changed
   * @param forgotten ids of checks that are gone
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

    /** A check's new state, what is to be sent of it, and how it came about. */
    public static Commit of(
        SavedCheck check, Collection<OutboxEntry> notifications, List<Event> events) {
      return of(check, notifications, List.of(), events);
    }

    /** The same, with what is given up for it. */
    static Commit of(
        SavedCheck check,
        Collection<OutboxEntry> notifications,
        Collection<SettledEntry> settled,
        List<Event> events) {
      return new Commit(List.of(check), Set.of(), notifications, settled, Map.of(), events);
    }

    /** Returns this with texts to remember. */
    Commit noting(Map<String, String> texts) {
      if (texts.isEmpty()) {
        return this;
      }
      Map<String, String> all = new LinkedHashMap<>(metadata);
      all.putAll(texts);
      return new Commit(checks, forgotten, outbox, settled, all, events);
    }

    /** Checks that are new, renamed or gone, and what is to be sent of those that are gone. */
    public static Commit changed(
        Collection<SavedCheck> checks,
        Set<String> forgotten,
        Collection<OutboxEntry> notifications,
        List<Event> events) {
      return new Commit(checks, forgotten, notifications, List.of(), Map.of(), events);
    }

    /** Checks that are new, renamed or gone. */
    public static Commit of(
        Collection<SavedCheck> checks, Set<String> forgotten, List<Event> events) {
      return changed(checks, forgotten, List.of(), events);
    }

    /** Entries that were tried and are to be tried again. */
    public static Commit changed(Collection<OutboxEntry> entries) {
      return new Commit(List.of(), Set.of(), entries, List.of(), Map.of(), List.of());
    }

    /** Entries that are delivered or given up. */
    public static Commit settled(Collection<SettledEntry> entries) {
      return new Commit(List.of(), Set.of(), List.of(), entries, Map.of(), List.of());
    }

    /** Notifications, and a text that remembers them. */
    public static Commit notifying(Collection<OutboxEntry> entries, String name, String text) {
      return new Commit(List.of(), Set.of(), entries, List.of(), Map.of(name, text), List.of());
    }

    /** A text to remember. */
    public static Commit metadata(String name, String text) {
      return new Commit(List.of(), Set.of(), List.of(), List.of(), Map.of(name, text), List.of());
    }
  }
}
