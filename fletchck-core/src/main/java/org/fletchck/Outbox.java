package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.fletchck.OutboxEntry.Window;
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

  /** What is on its way to the disk arrives soon. */
  private static final Duration LATE = Duration.ofSeconds(1);

  /** A flood must neither take all workers nor overrun who takes it in. */
  private static final int AT_A_TIME = 8;

  private final Scheduler scheduler;
  private final RunningTime running;
  private final Store store;
  private final Sender sender;
  private final Windows windows;
  private final Listeners listeners;
  private final Map<Lane, Deque<OutboxEntry>> lanes = new HashMap<>();
  private final Map<String, Turns<Lane>> turns = new HashMap<>();
  private final List<OutboxEntry> held = new ArrayList<>();
  private int expected;

  Outbox(
      Scheduler scheduler,
      RunningTime running,
      Store store,
      Sender sender,
      Windows windows,
      Listeners listeners) {
    this.scheduler = scheduler;
    this.running = running;
    this.store = store;
    this.sender = sender;
    this.windows = windows;
    this.listeners = listeners;
  }

  InstantSource clock() {
    return scheduler.clock();
  }

  /** Returns new entries as they are to be saved, and then taken. */
  List<OutboxEntry> gathered(List<OutboxEntry> fresh) {
    return windows.gather(fresh);
  }

  /** Takes what an earlier process left. */
  void begin(Collection<OutboxEntry> left) {
    Duration now = running.now();
    List<OutboxEntry> due =
        left.stream()
            .map(entry -> entry.timing() == null || entry.tries() > 0 ? entry.dueNow(now) : entry)
            .toList();
    windows.reopen(due);
    add(due);
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

  private synchronized void add(Collection<OutboxEntry> entries) {
    for (OutboxEntry entry : entries) {
      windows.arrive(entry);
      if (windows.holds(entry) || isBehind(entry, held)) {
        held.add(entry);
      } else {
        enqueue(entry);
      }
    }
  }

  private void enqueue(OutboxEntry entry) {
    Lane lane = laneOf(entry);
    Deque<OutboxEntry> queue = lanes.get(lane);
    if (queue != null) {
      queue.addLast(entry);
    } else {
      lanes.put(lane, new ArrayDeque<>(List.of(entry)));
      start(lane);
    }
  }

  /** All that is held goes out now, that of one action together. */
  private void release() {
    Window now = new Window("now", clock().instant(), running.now());
    held.forEach(entry -> enqueue(entry.window() == null ? entry : entry.in(now)));
    held.clear();
  }

  /** Nothing overtakes what is to be told of the same check, whether that is gathered or not. */
  private Lane laneOf(OutboxEntry entry) {
    Lane own = new Lane(entry.action(), entry.lane());
    Lane gathered = new Lane(entry.action(), Lane.GATHERED);
    Deque<OutboxEntry> others = lanes.getOrDefault(gathered, new ArrayDeque<>());
    boolean joins = entry.window() != null || isBehind(entry, others);
    return joins && !lanes.containsKey(own) ? gathered : own;
  }

  private static boolean isBehind(OutboxEntry entry, Collection<OutboxEntry> others) {
    return others.stream()
        .anyMatch(o -> o.lane().equals(entry.lane()) && o.action().equals(entry.action()));
  }

  private synchronized void start(Lane lane) {
    turns
        .computeIfAbsent(lane.action(), a -> new Turns<>(scheduler, AT_A_TIME, this::work))
        .add(List.of(lane));
  }

  /** Tells whether something is left to deliver through an action. */
  synchronized boolean isBusy(String action) {
    return lanes.keySet().stream().anyMatch(lane -> lane.action().equals(action));
  }

  /** Waits until nothing is left to deliver; false if that would take longer than the limit. */
  synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (expected > 0 || !held.isEmpty() || !lanes.isEmpty()) {
      if (expected == 0) {
        release();
      }
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
    OutboxEntry head = head(lane);
    if (head == null) {
      return;
    }
    Duration wait = untilDue(head);
    if (wait.isZero()) {
      deliver(lane, together(lane, head));
    } else {
      scheduler.after(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE, () -> start(lane));
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

  private Duration untilDue(OutboxEntry head) {
    Duration wait = head.dueNext().minus(running.now());
    Duration most = windows.length(head.action()).plus(LONGEST_PAUSE);
    if (!wait.isNegative() && wait.compareTo(most) <= 0 && !wait.isZero()) {
      return wait;
    }
    return windows.seal(head) ? Duration.ZERO : LATE; // a longer wait: its window was shortened
  }

  private synchronized Message together(Lane lane, OutboxEntry head) {
    Deque<OutboxEntry> queue = lanes.getOrDefault(lane, new ArrayDeque<>());
    return new Message(
        head.window() == null
            ? List.of(head)
            : queue.stream().filter(entry -> head.window().equals(entry.window())).toList());
  }

  /** Makes one try; unless it was cut off because the program ends, the lane goes on. */
  private void deliver(Lane lane, Message message) {
    Sender.Outcome outcome = sender.send(message.whole());
    switch (outcome.kind()) {
      case DELIVERED -> {
        message.entries().forEach(entry -> listeners.tell(l -> l.delivered(entry)));
        settle(lane, message, End.DELIVERED, null);
      }
      case IMPOSSIBLE -> giveUp(lane, message, End.IMPOSSIBLE, outcome.reason());
      case REFUSED, FAILED -> failed(lane, message, outcome);
      case CUT_OFF -> LOG.debug("a try of {} was cut off", lane.action());
    }
  }

  private void failed(Lane lane, Message message, Sender.Outcome outcome) {
    Instant now = clock().instant();
    boolean refused = outcome.kind() == Sender.Kind.REFUSED;
    if (refused && message.head().refusals() + 1 >= REFUSALS) {
      giveUp(lane, message, End.REFUSED, "refused for good: " + outcome.reason());
    } else if (message.isOlder(LIFE, running.now())) {
      giveUp(lane, message, End.EXPIRED, "not delivered in 24 hours: " + outcome.reason());
    } else {
      Duration pause = pause(message.head().tries());
      Message later = message.again(now.plus(pause), outcome).dueAgain(running.now().plus(pause));
      LOG.warn("{} can't send \"{}\" yet: {}", lane.action(), headline(message), outcome.reason());
      later
          .entries()
          .forEach(entry -> listeners.tell(l -> l.undelivered(entry, outcome.reason(), false)));
      replaceHead(lane, message, later.entries());
      goOn(lane, store.commit(Commit.changed(later.entries())));
    }
  }

  private static String headline(Message message) {
    return message.whole().notification().headline();
  }

  /** Five seconds, doubled with each try, up to a quarter of an hour. */
  private static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void giveUp(Lane lane, Message message, End end, String reason) {
    LOG.error("{} gave up sending \"{}\": {}", lane.action(), headline(message), reason);
    message.entries().forEach(entry -> listeners.tell(l -> l.undelivered(entry, reason, true)));
    settle(lane, message, end, reason);
  }

  private void settle(Lane lane, Message message, End end, @Nullable String reason) {
    Instant now = clock().instant();
    replaceHead(lane, message, List.of());
    goOn(
        lane,
        store.commit(
            Commit.settled(
                message.entries().stream()
                    .map(entry -> new Settled(entry, end, reason, now))
                    .toList())));
  }

  private synchronized void replaceHead(Lane lane, Message message, List<OutboxEntry> by) {
    Set<String> ids = message.ids();
    Deque<OutboxEntry> queue = lanes.getOrDefault(lane, new ArrayDeque<>());
    queue.removeIf(entry -> ids.contains(entry.id()));
    for (int i = by.size() - 1; i >= 0; i--) {
      queue.addFirst(by.get(i));
    }
  }

  /** The next one waits for the disk, so that a crash repeats no more than the last. */
  private void goOn(Lane lane, CompletionStage<Void> written) {
    written.thenRun(() -> start(lane));
  }

  /**
   * What goes out one after the other.
   *
   * @param lane that of its entries; {@link #GATHERED} for all that go out in windows
   */
  private record Lane(String action, String lane) {
    private static final String GATHERED = "";
  }
}
