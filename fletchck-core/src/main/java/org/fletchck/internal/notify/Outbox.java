package org.fletchck.internal.notify;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fletchck.internal.BoundedExecutor;
import org.fletchck.internal.RunningTime;
import org.fletchck.internal.notify.Lane.DeliveryTurn;
import org.fletchck.internal.plan.Listeners;
import org.fletchck.schedule.Scheduler;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.OutboxEntry.Window;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications independently of the runs: in order for each action, check and recipient,
 * with growing pauses between attempts, until they are delivered, refused three times or a day old.
 * What is waiting is due at once when the action works, is changed, or the program starts. What is
 * not delivered when the program ends is in the store, and is sent after the next start.
 */
public final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration LIFE = Duration.ofHours(24);
  private static final int REFUSALS = 3;

  /** What is being written to disk arrives soon. */
  private static final Duration LATE = Duration.ofSeconds(1);

  /** A flood must neither occupy all workers nor overwhelm the receiver. */
  private static final int AT_A_TIME = 8;

  private final Scheduler scheduler;
  private final RunningTime running;
  private final Store store;
  private final Sender sender;
  private final DigestWindows windows;
  private final Listeners listeners;
  private final Map<Lane.Key, Lane> lanes = new HashMap<>();
  private final Map<String, BoundedExecutor<Lane>> turns = new HashMap<>();
  private final List<OutboxEntry> held = new ArrayList<>();
  private final RetryDelays pauses = new RetryDelays();
  private final Set<String> failing = new HashSet<>();
  private Expiry expiry = (taken, reason) -> CompletableFuture.completedFuture(null);

  /** What is being written to disk, by id. */
  private final Map<String, OutboxEntry> expected = new HashMap<>();

  public Outbox(
      Scheduler scheduler,
      RunningTime running,
      Store store,
      Sender sender,
      DigestWindows windows,
      Listeners listeners) {
    this.scheduler = scheduler;
    this.running = running;
    this.store = store;
    this.sender = sender;
    this.windows = windows;
    this.listeners = listeners;
  }

  /** Handles what could not be delivered for a day. */
  public interface Expiry {
    /**
     * Gives it up, and sends something else instead if there is anything to say.
     *
     * @param taken removes it from its lane, with what waits behind it; called without the outbox's
     *     lock
     */
    CompletionStage<Void> expired(Supplier<List<OutboxEntry>> taken, String reason);
  }

  /** Sets what handles what could not be delivered for a day; called once. */
  public void onExpiry(Expiry what) {
    expiry = what;
  }

  public InstantSource clock() {
    return scheduler.clock();
  }

  /** Returns new entries as they are to be saved, and then added. */
  public List<OutboxEntry> withDigestWindows(List<OutboxEntry> fresh) {
    return windows.assignWindow(fresh);
  }

  /** Takes over what an earlier process left; what has already been attempted is due now. */
  public void begin(Collection<OutboxEntry> left) {
    Duration now = running.now();
    List<OutboxEntry> due =
        left.stream().map(entry -> entry.timing() == null ? entry.dueNow(now) : entry).toList();
    windows.reopen(due);
    synchronized (this) {
      due.stream().filter(entry -> entry.failedAttempts() > 0).forEach(pauses::restart);
      add(due);
    }
  }

  /** Adds entries as soon as they are in the store; until then they count as undelivered. */
  public void addWhen(CompletionStage<Void> written, Collection<OutboxEntry> entries) {
    synchronized (this) {
      entries.forEach(entry -> expected.put(entry.id(), entry));
    }
    List<String> ids = entries.stream().map(OutboxEntry::id).toList();
    written.thenRun(() -> addExpected(ids));
  }

  private synchronized void addExpected(List<String> ids) {
    add(ids.stream().map(expected::remove).filter(Objects::nonNull).toList());
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
    Lane.Key key = keyFor(entry);
    Lane lane = lanes.computeIfAbsent(key, Lane::new);
    lane.add(entry);
    start(lane);
  }

  /** Sends all that is held now, together for each action. */
  private void release() {
    Window now = new Window("now", clock().instant(), running.now());
    held.forEach(entry -> enqueue(entry.window() == null ? entry : entry.in(now)));
    held.clear();
  }

  /**
   * Returns the lane for an entry, in which nothing overtakes what is to be sent about the same
   * check, whether in a digest or not.
   */
  private Lane.Key keyFor(OutboxEntry entry) {
    Lane.Key own = new Lane.Key(entry.action(), entry.lane());
    Lane.Key digest = new Lane.Key(entry.action(), Lane.DIGEST);
    Lane others = lanes.get(digest);
    boolean joins = entry.window() != null || (others != null && isBehind(entry, others.entries()));
    return joins && !lanes.containsKey(own) ? digest : own;
  }

  private static boolean isBehind(OutboxEntry entry, Collection<OutboxEntry> others) {
    return others.stream()
        .anyMatch(o -> o.lane().equals(entry.lane()) && o.action().equals(entry.action()));
  }

  private synchronized void start(Lane called) {
    Lane lane = called.current();
    turns
        .computeIfAbsent(
            lane.key().action(), a -> new BoundedExecutor<>(scheduler, AT_A_TIME, this::work))
        .add(List.of(lane));
  }

  /** Returns whether something is left to deliver through an action. */
  synchronized boolean isBusy(String action) {
    return lanes.keySet().stream().anyMatch(key -> key.action().equals(action));
  }

  /** Makes everything due that waits for an action, because it was changed. */
  public synchronized void changed(String action) {
    makeDue(
        action,
        entry -> {
          pauses.restart(entry);
          return true;
        });
  }

  /** Makes due what waits for an action, because it works. */
  public synchronized void works(String action) {
    makeDue(action, pauses::wake);
    if (failing.contains(action) && lanesOf(action).noneMatch(Outbox::hasFailed)) {
      failing.remove(action);
      LOG.warn("action {} works again", action);
    }
  }

  private void makeDue(String action, Predicate<OutboxEntry> how) {
    for (Lane lane : lanesOf(action).toList()) {
      boolean some = false;
      for (OutboxEntry entry : lane.entries()) {
        some |= entry.failedAttempts() > 0 && how.test(entry);
      }
      if (some) {
        start(lane);
      }
    }
  }

  private Stream<Lane> lanesOf(String action) {
    return lanes.values().stream().filter(lane -> lane.key().action().equals(action));
  }

  private static boolean hasFailed(Lane lane) {
    return lane.entries().stream().anyMatch(entry -> entry.failedAttempts() > 0);
  }

  /**
   * Renames actions; all that waits for them keeps its order. An attempt in progress ends well
   * under either name.
   *
   * @param names new names, by former name
   * @param commit makes it durable; receives the entries that it changes
   */
  public synchronized void rename(Map<String, String> names, Consumer<List<OutboxEntry>> commit) {
    UnaryOperator<OutboxEntry> renamed =
        entry ->
            names.containsKey(entry.action()) ? entry.through(names.get(entry.action())) : entry;
    names.forEach(this::rename);
    windows.rename(names);
    held.replaceAll(renamed);
    expected.replaceAll((id, entry) -> renamed.apply(entry));
    commit.accept(
        names.isEmpty()
            ? List.of()
            : store.snapshot().outbox().stream()
                .filter(entry -> names.containsKey(entry.action()))
                .map(renamed)
                .toList());
  }

  private void rename(String from, String to) {
    for (Lane lane : lanesOf(from).toList()) {
      lanes.remove(lane.key());
      lane.rename(new Lane.Key(to, lane.key().name()));
      Lane other = lanes.putIfAbsent(lane.key(), lane);
      if (other != null) {
        other.absorb(lane);
      }
    }
    BoundedExecutor<Lane> waiting = turns.remove(from);
    if (waiting != null) {
      turns.putIfAbsent(to, waiting);
    }
    if (failing.remove(from)) {
      failing.add(to);
    }
  }

  /** Waits until nothing is left to deliver; returns false if that takes longer than the limit. */
  public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!expected.isEmpty() || !held.isEmpty() || !lanes.isEmpty()) {
      if (expected.isEmpty()) {
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

  /** Delivers what is next in a lane; whatever happens, the lane continues at some time. */
  private void work(Lane lane) {
    DeliveryTurn turn = begin(lane);
    if (turn == null) {
      return;
    }
    try {
      deliver(lane, turn);
    } catch (RuntimeException | Error e) {
      LOG.error(
          "delivery through {} ended unexpectedly; it continues later",
          turn.message().head().action(),
          e);
      scheduler.after(RetryDelays.first(), () -> end(lane));
    }
  }

  /** Returns what to send now, or null after arranging to check again when it is time. */
  private synchronized @Nullable DeliveryTurn begin(Lane called) {
    Lane lane = called.current();
    if (lane.isBusy()) {
      return null;
    }
    lane.wake(null);
    if (lane.isEmpty()) {
      lanes.remove(lane.key());
      notifyAll();
      return null;
    }
    Lane.NextDelivery next = lane.next(this::untilDue);
    if (next.turn() != null) {
      lane.begin();
      return next.turn();
    }
    Duration wait = next.pause() == null ? RetryDelays.longest() : next.pause();
    lane.wake(
        scheduler.after(
            wait.compareTo(RetryDelays.longest()) < 0 ? wait : RetryDelays.longest(),
            () -> start(lane)));
    return null;
  }

  private synchronized void end(Lane called) {
    called.current().end();
    start(called);
  }

  private Duration untilDue(OutboxEntry head) {
    Duration wait = head.dueNext().minus(running.now());
    Duration most = windows.length(head.action()).plus(RetryDelays.longest());
    if (!wait.isNegative()
        && wait.compareTo(most) <= 0
        && !wait.isZero()
        && !pauses.isEarly(head)) {
      return wait;
    }
    return windows.seal(head) ? Duration.ZERO : LATE; // a longer wait: its window was shortened
  }

  /** Makes one attempt; unless it was cut off because the program ends, the lane continues. */
  private void deliver(Lane lane, DeliveryTurn turn) {
    Sender.Outcome outcome = sender.send(turn.message().whole(), turn.only());
    DeliveryBatch message = current(lane, turn.message());
    boolean renamed = !message.head().action().equals(turn.message().head().action());
    CompletionStage<Void> written =
        switch (outcome.kind()) {
          case DELIVERED -> delivered(lane, message, turn.served(outcome.done()), outcome);
          case IMPOSSIBLE ->
              renamed // right before the attempt, so there was none
                  ? CompletableFuture.completedFuture(null)
                  : giveUp(lane, message, End.IMPOSSIBLE, outcome.reason());
          case REFUSED, FAILED -> failed(lane, message, turn, outcome);
          case CUT_OFF -> null;
        };
    if (written == null) {
      LOG.debug("an attempt of {} was cut off", message.head().action());
      return;
    }
    if (outcome.worked(message.head().done())) {
      works(message.head().action());
    }
    written.thenRun(() -> end(lane)); // so that a crash repeats only the last attempt
  }

  private synchronized DeliveryBatch current(Lane lane, DeliveryBatch message) {
    return lane.current().current(message);
  }

  private CompletionStage<Void> delivered(
      Lane lane, DeliveryBatch message, Set<String> served, Sender.Outcome outcome) {
    if (outcome.heldBack()) {
      return change(lane, message, e -> e.partly(served, "the rest waits for an earlier message"));
    }
    message.entries().forEach(entry -> listeners.notify(l -> l.delivered(entry)));
    return settle(lane, message, End.DELIVERED, null);
  }

  private CompletionStage<Void> failed(
      Lane lane, DeliveryBatch message, DeliveryTurn turn, Sender.Outcome outcome) {
    Duration now = running.now();
    OutboxEntry head = message.head();
    boolean refused = outcome.kind() == Sender.Kind.REFUSED;
    boolean counts = refused && head.dueNext().compareTo(now) <= 0;
    if (counts && head.refusals() + 1 >= REFUSALS) {
      return refused(lane, message, turn.served(outcome.doneIfAll()), outcome);
    }
    if (message.isOlder(LIFE, now)) {
      return expired(lane, message, "not delivered in 24 hours: " + outcome.reason());
    }
    noteFailure(head.action(), outcome.reason());
    LOG.debug("{} can't send \"{}\" yet: {}", head.action(), headline(message), outcome.reason());
    int refusals = refused ? head.refusals() + (counts ? 1 : 0) : 0;
    Duration next;
    synchronized (this) {
      next = pauses.next(head, refused, now);
    }
    Instant when = clock().instant().plus(next.minus(now));
    return changeFailed(
        lane,
        message,
        e -> e.again(when, next, refusals, outcome.done(), outcome.reason()),
        outcome);
  }

  private CompletionStage<Void> changeFailed(
      Lane lane, DeliveryBatch message, UnaryOperator<OutboxEntry> how, Sender.Outcome outcome) {
    message
        .with(how)
        .entries()
        .forEach(entry -> listeners.notify(l -> l.undelivered(entry, outcome.reason(), false)));
    return change(lane, message, how);
  }

  /** Gives up the recipients that refuse; for others the message stays. */
  private CompletionStage<Void> refused(
      Lane lane, DeliveryBatch message, Set<String> served, Sender.Outcome outcome) {
    String reason = "refused for good: " + outcome.reason();
    if (!outcome.heldBack()) {
      return giveUp(lane, message, End.REFUSED, reason);
    }
    LOG.error(
        "{} gave up sending \"{}\" to some: {}",
        message.head().action(),
        headline(message),
        reason);
    Instant now = clock().instant();
    Duration next = running.now();
    return changeFailed(lane, message, e -> e.again(now, next, 0, served, reason), outcome);
  }

  /** Logs once that an action fails, until it works again. */
  private synchronized void noteFailure(String action, String reason) {
    if (failing.add(action)) {
      LOG.warn("action {} fails; undelivered notifications will be retried: {}", action, reason);
    }
  }

  private static String headline(DeliveryBatch message) {
    return message.whole().notification().headline();
  }

  private static void logGivenUp(DeliveryBatch message, String reason) {
    LOG.error("{} gave up sending \"{}\": {}", message.head().action(), headline(message), reason);
  }

  private CompletionStage<Void> giveUp(Lane lane, DeliveryBatch message, End end, String reason) {
    logGivenUp(message, reason);
    message.entries().forEach(entry -> listeners.notify(l -> l.undelivered(entry, reason, true)));
    return settle(lane, message, end, reason);
  }

  private CompletionStage<Void> expired(Lane lane, DeliveryBatch message, String reason) {
    logGivenUp(message, reason);
    List<OutboxEntry> lost = new ArrayList<>();
    CompletionStage<Void> written =
        expiry.expired(
            () -> {
              lost.addAll(takeOut(lane, message));
              return lost;
            },
            reason);
    lost.forEach(entry -> listeners.notify(l -> l.undelivered(entry, reason, true)));
    return written;
  }

  /** Removes a message and what is queued behind it, which means nothing without it. */
  private synchronized List<OutboxEntry> takeOut(Lane called, DeliveryBatch message) {
    Lane lane = called.current();
    String action = lane.key().action();
    Set<String> names = message.entries().stream().map(OutboxEntry::lane).collect(toSet());
    List<OutboxEntry> lost =
        Stream.concat(lane.entries().stream(), expected.values().stream())
            .filter(entry -> entry.action().equals(action) && names.contains(entry.lane()))
            .toList();
    lost.forEach(
        entry -> {
          expected.remove(entry.id());
          pauses.forget(entry);
        });
    lane.remove(new DeliveryBatch(lost));
    return lost;
  }

  /**
   * Withdraws what replaces something that was given up and has reached nobody yet, because there
   * is something else to say now.
   */
  public synchronized List<OutboxEntry> withdraw(String name, Set<String> actions) {
    List<OutboxEntry> withdrawn = new ArrayList<>();
    for (String action : actions) {
      for (String each : List.of(name, Lane.DIGEST)) {
        Lane lane = lanes.get(new Lane.Key(action, each));
        if (lane != null) {
          withdrawn.addAll(withdraw(lane, name));
        }
      }
    }
    return withdrawn;
  }

  private List<OutboxEntry> withdraw(Lane lane, String name) {
    List<OutboxEntry> waiting =
        lane.entries().stream().filter(entry -> entry.lane().equals(name)).toList();
    if (lane.isBusy() || waiting.size() != 1 || !waiting.get(0).standsForOthers()) {
      return List.of();
    }
    lane.remove(new DeliveryBatch(waiting));
    waiting.forEach(pauses::forget);
    start(lane);
    return waiting;
  }

  private synchronized CompletionStage<Void> settle(
      Lane called, DeliveryBatch message, End end, @Nullable String reason) {
    Instant now = clock().instant();
    Lane lane = called.current();
    DeliveryBatch last = lane.current(message);
    lane.remove(last);
    last.entries().forEach(pauses::forget);
    return store.commit(
        Commit.settled(
            last.entries().stream()
                .map(entry -> new SettledEntry(entry, end, reason, now))
                .toList()));
  }

  private synchronized CompletionStage<Void> change(
      Lane called, DeliveryBatch message, UnaryOperator<OutboxEntry> how) {
    Lane lane = called.current();
    DeliveryBatch changed = lane.current(message).with(how);
    lane.replace(changed);
    return store.commit(Commit.changed(changed.entries()));
  }
}
