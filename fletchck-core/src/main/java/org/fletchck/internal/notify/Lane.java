package org.fletchck.internal.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.fletchck.schedule.Scheduler.Handle;
import org.fletchck.state.OutboxEntry;
import org.jspecify.annotations.Nullable;

/**
 * A queue of what is sent one after the other through one action. A later message may be sent while
 * an earlier one waits for some of its recipients, but to nobody whom the earlier one hasn't
 * reached. Guarded by its outbox.
 */
final class Lane {

  /** The name of the lane of everything that is sent in digest windows. */
  static final String DIGEST = "";

  private final List<OutboxEntry> queue = new ArrayList<>();
  private Key key;
  private @Nullable Handle timer;
  private @Nullable Lane successor;
  private int busy;

  /**
   * The key of a lane.
   *
   * @param name that of its entries; {@link #DIGEST} for all that are sent in digest windows
   */
  record Key(String action, String name) {}

  /**
   * A message that may be sent.
   *
   * @param only the parts, such as recipients, to which it may be sent; null for all
   */
  record DeliveryTurn(DeliveryBatch message, @Nullable Set<String> only) {
    /** Returns the parts for which nothing is left to do, if these are done. */
    Set<String> served(Set<String> done) {
      Set<String> all = new HashSet<>(done);
      if (only != null) {
        all.addAll(only);
      }
      return all;
    }
  }

  /**
   * What to do next.
   *
   * @param turn what may be sent now; null if nothing may
   * @param pause how long until something may; null if there is nothing to wait for
   */
  record NextDelivery(@Nullable DeliveryTurn turn, @Nullable Duration pause) {}

  Lane(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  /** Changes its key, and the action of its entries. */
  void rename(Key other) {
    key = other;
    queue.replaceAll(entry -> entry.through(other.action()));
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  List<OutboxEntry> entries() {
    return queue;
  }

  void add(OutboxEntry entry) {
    queue.add(entry);
  }

  /** Returns what may be sent now, or how long to wait. */
  NextDelivery next(Function<OutboxEntry, Duration> untilDue) {
    Set<String> reached = null;
    Duration least = null;
    for (DeliveryBatch message : messages()) {
      OutboxEntry head = message.head();
      if (reached == null || !head.done().containsAll(reached)) {
        Duration wait = untilDue.apply(head);
        if (wait.isZero()) {
          return new NextDelivery(new DeliveryTurn(message, reached), null);
        }
        least = least == null || wait.compareTo(least) < 0 ? wait : least;
      }
      Set<String> served = new HashSet<>(head.done());
      served.removeAll(message.notifications()); // such parts aren't recipients
      if (reached != null) {
        served.retainAll(reached);
      }
      if (served.isEmpty()) {
        break;
      }
      reached = served;
    }
    return new NextDelivery(null, least);
  }

  private List<DeliveryBatch> messages() {
    Map<Object, List<OutboxEntry>> messages = new LinkedHashMap<>();
    for (OutboxEntry entry : queue) {
      Object key = entry.window() == null ? entry.id() : entry.window();
      messages.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
    }
    return messages.values().stream().map(DeliveryBatch::new).toList();
  }

  /** Returns a message as it is now: its action may have been renamed meanwhile. */
  DeliveryBatch current(DeliveryBatch message) {
    Set<String> ids = message.ids();
    return new DeliveryBatch(queue.stream().filter(entry -> ids.contains(entry.id())).toList());
  }

  void remove(DeliveryBatch message) {
    Set<String> ids = message.ids();
    queue.removeIf(entry -> ids.contains(entry.id()));
  }

  /** Replaces the entries that have the ids of a message's entries with those. */
  void replace(DeliveryBatch message) {
    Map<String, OutboxEntry> byId = new LinkedHashMap<>();
    message.entries().forEach(entry -> byId.put(entry.id(), entry));
    queue.replaceAll(entry -> byId.getOrDefault(entry.id(), entry));
  }

  /**
   * Takes over all of another lane; the outcome of an attempt in progress there goes to this one.
   */
  void absorb(Lane other) {
    queue.addAll(other.queue);
    queue.sort(Comparator.comparing(OutboxEntry::created));
    other.queue.clear();
    other.wake(null);
    other.successor = this;
    busy += other.busy;
  }

  /** Returns this, or the lane that absorbed it. */
  Lane current() {
    return successor == null ? this : successor.current();
  }

  boolean isBusy() {
    return busy > 0;
  }

  void begin() {
    busy++;
  }

  void end() {
    busy--;
  }

  /** Sets when to check again, replacing what was set before. */
  void wake(@Nullable Handle later) {
    if (timer != null) {
      timer.cancel();
    }
    timer = later;
  }
}
