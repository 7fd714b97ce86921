package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.fletchck.Store.Commit;
import org.fletchck.Store.End;
import org.fletchck.Store.Settled;
import org.fletchck.schedule.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what was announced, off the checking path: in order for each action and check, with
 * growing pauses, until it is delivered, refused three times or a day old. What is not delivered
 * when the program ends is in the store, and goes out after the next start.
 */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration LIFE = Duration.ofHours(24);
  private static final int REFUSALS = 3;

  /** A flood must neither take all workers nor overrun who takes it in. */
  private static final int AT_A_TIME = 8;

  private final Scheduler scheduler;
  private final Store store;
  private final Sender sender;
  private final Listeners listeners;
  private final Map<Lane, Deque<OutboxEntry>> lanes = new HashMap<>();
  private final Map<String, Turns<Lane>> turns = new HashMap<>();
  private int expected;

  Outbox(Scheduler scheduler, Store store, Sender sender, Listeners listeners) {
    this.scheduler = scheduler;
    this.store = store;
    this.sender = sender;
    this.listeners = listeners;
  }

  InstantSource clock() {
    return scheduler.clock();
  }

  /** Takes entries as soon as they are in the store; until then they count as undelivered. */
  void addWhen(CompletionStage<Void> written, Collection<OutboxEntry> entries) {
    synchronized (this) {
      expected++;
    }
    written.thenRun(() -> addExpected(entries));
  }

  private synchronized void addExpected(Collection<OutboxEntry> entries) {
    expected--;
    add(entries);
    notifyAll();
  }

  /** Takes entries that are in the store. */
  synchronized void add(Collection<OutboxEntry> entries) {
    for (OutboxEntry entry : entries) {
      Lane lane = new Lane(entry.action(), entry.lane());
      Deque<OutboxEntry> queue = lanes.get(lane);
      if (queue != null) {
        queue.addLast(entry);
      } else {
        lanes.put(lane, new ArrayDeque<>(List.of(entry)));
        start(lane);
      }
    }
  }

  private synchronized void start(Lane lane) {
    turns
        .computeIfAbsent(lane.action(), a -> new Turns<>(scheduler, AT_A_TIME, this::work))
        .add(List.of(lane));
  }

  /** Waits until nothing is left to deliver; false if that would take longer than the limit. */
  synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (expected > 0 || !lanes.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Whatever happens, the lane goes on some time. */
  private void work(Lane lane) {
    try {
      deliver(lane);
    } catch (RuntimeException | Error e) {
      LOG.error("delivery through {} ended unexpectedly; it goes on later", lane.action(), e);
      scheduler.after(FIRST_PAUSE, () -> start(lane));
    }
  }

  private void deliver(Lane lane) {
    for (OutboxEntry entry = head(lane); entry != null; entry = head(lane)) {
      Duration wait = Duration.between(clock().instant(), entry.next());
      if (wait.compareTo(Duration.ZERO) > 0) {
        Duration pause = wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
        scheduler.after(pause, () -> start(lane));
        return;
      }
      if (!deliver(lane, entry)) {
        return;
      }
    }
  }

  private synchronized @Nullable OutboxEntry head(Lane lane) {
    Deque<OutboxEntry> queue = lanes.get(lane);
    OutboxEntry head = queue == null ? null : queue.peekFirst();
    if (head == null) {
      lanes.remove(lane);
      notifyAll();
    }
    return head;
  }

  /** Makes one try; false if it was cut off because the program ends. */
  private boolean deliver(Lane lane, OutboxEntry entry) {
    Sender.Outcome outcome = sender.send(entry);
    switch (outcome.kind()) {
      case DELIVERED -> {
        settle(lane, entry, End.DELIVERED, null);
        listeners.tell(l -> l.delivered(entry));
      }
      case IMPOSSIBLE -> giveUp(lane, entry, End.IMPOSSIBLE, outcome.reason());
      case REFUSED -> failed(lane, entry, outcome, true);
      case FAILED -> failed(lane, entry, outcome, false);
      case CUT_OFF -> {
        return false;
      }
    }
    return true;
  }

  private void failed(Lane lane, OutboxEntry entry, Sender.Outcome outcome, boolean refused) {
    Instant now = clock().instant();
    if (refused && entry.refusals() + 1 >= REFUSALS) {
      giveUp(lane, entry, End.REFUSED, "refused for good: " + outcome.reason());
    } else if (now.isAfter(entry.created().plus(LIFE))) {
      giveUp(lane, entry, End.EXPIRED, "not delivered in 24 hours: " + outcome.reason());
    } else {
      OutboxEntry later = entry.again(now.plus(pause(entry.tries())), refused, outcome.done());
      replaceHead(lane, later);
      store.commit(Commit.changed(later));
      LOG.warn(
          "{} can't send \"{}\" yet: {}",
          entry.action(),
          entry.notification().headline(),
          outcome.reason());
      listeners.tell(l -> l.undelivered(later, outcome.reason(), false));
    }
  }

  /** Five seconds, doubled with each try, up to a quarter of an hour. */
  private static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void giveUp(Lane lane, OutboxEntry entry, End end, String reason) {
    settle(lane, entry, end, reason);
    LOG.error(
        "{} gave up sending \"{}\": {}", entry.action(), entry.notification().headline(), reason);
    listeners.tell(l -> l.undelivered(entry, reason, true));
  }

  private void settle(Lane lane, OutboxEntry entry, End end, @Nullable String reason) {
    synchronized (this) {
      Deque<OutboxEntry> queue = lanes.get(lane);
      if (queue != null) {
        queue.pollFirst();
      }
    }
    store.commit(Commit.settled(new Settled(entry, end, reason, clock().instant())));
  }

  private synchronized void replaceHead(Lane lane, OutboxEntry entry) {
    Deque<OutboxEntry> queue = lanes.get(lane);
    if (queue != null) {
      queue.pollFirst();
      queue.addFirst(entry);
    }
  }

  /** What goes out one after the other. */
  private record Lane(String action, String lane) {}
}
