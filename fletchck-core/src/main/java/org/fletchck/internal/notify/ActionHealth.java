package org.fletchck.internal.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fletchck.internal.RunningTime;
import org.fletchck.internal.plan.Listeners;
import org.fletchck.internal.plan.Plan;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Change;
import org.fletchck.spi.Problem;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks which actions fail. One that has been failing for some minutes is shown, and notified once
 * through those that work; so is its recovery, through the same ones.
 */
public final class ActionHealth implements SiteListener {

  private static final Logger LOG = LoggerFactory.getLogger(ActionHealth.class);

  private final Scheduler scheduler;
  private final RunningTime running;
  private final Store store;
  private final Supplier<Plan> plan;
  private final Outbox outbox;
  private final Listeners listeners;
  private final Map<String, ActionFailure> failing = new LinkedHashMap<>();

  public ActionHealth(
      Scheduler scheduler,
      RunningTime running,
      Store store,
      Supplier<Plan> plan,
      Outbox outbox,
      Listeners listeners) {
    this.scheduler = scheduler;
    this.running = running;
    this.store = store;
    this.plan = plan;
    this.outbox = outbox;
    this.listeners = listeners;
  }

  /**
   * Continues with the failures that an earlier process knew; they are notified only if they last.
   */
  public synchronized void begin() {
    store
        .snapshot()
        .metadata()
        .forEach(
            (name, text) -> {
              if (ActionFailure.isNote(name, text)) {
                ActionFailure known = ActionFailure.of(name, text, running.now());
                failing.put(known.action(), known);
              }
            });
    if (!failing.isEmpty()) {
      scheduler.after(ActionFailure.patience(), this::reviewIdle);
    }
  }

  /** Renames actions, and returns the notes that this changes. */
  public synchronized Map<String, String> rename(Map<String, String> names) {
    Map<String, String> notes = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return notes;
    }
    store
        .snapshot()
        .metadata()
        .forEach(
            (name, text) -> {
              if (ActionFailure.isNote(name, text)) {
                ActionFailure known = ActionFailure.of(name, text, running.now());
                ActionFailure renamed = known.renamed(names);
                if (!renamed.equals(known)) {
                  notes.put(name, "");
                  notes.put(ActionFailure.noteName(renamed.action()), renamed.note());
                }
              }
            });
    List<ActionFailure> all = List.copyOf(failing.values());
    failing.clear();
    all.forEach(known -> failing.put(known.renamed(names).action(), known.renamed(names)));
    return notes;
  }

  /** Forgets actions that no longer exist. */
  public synchronized void keep(Collection<String> actions) {
    List<String> gone = failing.keySet().stream().filter(a -> !actions.contains(a)).toList();
    gone.forEach(
        action -> {
          failing.remove(action);
          store.commit(Commit.metadata(ActionFailure.noteName(action), ""));
        });
  }

  /** Returns the failures to show. */
  public synchronized List<Problem> problems() {
    return failing.values().stream()
        .filter(ActionFailure::noticed)
        .map(failure -> failure.problem(plan.get().config().zone()))
        .toList();
  }

  @Override
  public void undelivered(OutboxEntry entry, String reason, boolean last) {
    String action = entry.action();
    synchronized (this) {
      if (!NotificationFactory.usableActions(plan.get()).contains(action)) {
        return; // that is reported with the configuration
      }
      ActionFailure known = failing.get(action);
      if (known == null) {
        save(ActionFailure.begins(action, now(), running.now(), reason), List.of());
        scheduler.after(ActionFailure.patience(), this::reviewIdle);
        return;
      }
      failing.put(action, known.because(reason));
    }
    review(failure -> failure.noticed() || failure.action().equals(action));
  }

  /** Reviews the idle actions; one with pending deliveries is judged by its next attempt. */
  private void reviewIdle() {
    review(failure -> failure.noticed() || !outbox.isBusy(failure.action()));
  }

  @Override
  public void delivered(OutboxEntry entry) {
    ActionFailure ended;
    synchronized (this) {
      ended = failing.remove(entry.action());
      if (ended == null) {
        return;
      }
      List<OutboxEntry> news = entries(ended, Change.RECOVERED, ended.notified());
      outbox.addWhen(
          store.commit(Commit.notifying(news, ActionFailure.noteName(ended.action()), "")), news);
    }
    if (ended.noticed()) {
      listeners.notify(l -> l.actionWorks(ended.action()));
    }
    review(ActionFailure::noticed); // what nobody could be notified of may go through this one
  }

  private void review(Predicate<ActionFailure> which) {
    List<ActionFailure> noticed = new ArrayList<>();
    synchronized (this) {
      for (ActionFailure failure : List.copyOf(failing.values())) {
        if (which.test(failure) && failure.lasts(running.now())) {
          if (!failure.noticed()) {
            noticed.add(failure);
          }
          notifyOthers(failure);
        }
      }
    }
    for (ActionFailure failure : noticed) {
      LOG.error("action {} has been failing for 5 minutes: {}", failure.action(), failure.reason());
      listeners.notify(l -> l.actionFails(failure.action(), failure.reason()));
    }
  }

  private void notifyOthers(ActionFailure failure) {
    List<String> others =
        NotificationFactory.usableActions(plan.get()).stream()
            .filter(a -> !failing.containsKey(a))
            .toList();
    boolean tellable = failure.notified().isEmpty() && !others.isEmpty();
    if (tellable) {
      save(failure.withNoticed().notifiedThrough(others), entries(failure, Change.FAILED, others));
    } else if (!failure.noticed()) {
      save(failure.withNoticed(), List.of());
    }
  }

  private void save(ActionFailure failure, List<OutboxEntry> news) {
    failing.put(failure.action(), failure);
    String name = ActionFailure.noteName(failure.action());
    outbox.addWhen(store.commit(Commit.notifying(news, name, failure.note())), news);
  }

  private List<OutboxEntry> entries(ActionFailure failure, Change change, List<String> through) {
    List<String> waiting =
        change == Change.RECOVERED
            ? List.of()
            : store.snapshot().outbox().stream()
                .filter(entry -> entry.action().equals(failure.action()))
                .map(entry -> "not delivered: " + entry.notification().headline())
                .toList();
    return outbox.withDigestWindows(
        NotificationFactory.entries(
            through,
            failure.lane(),
            failure.notification(plan.get(), change, waiting, now()),
            now()));
  }

  private Instant now() {
    return scheduler.clock().instant();
  }
}
