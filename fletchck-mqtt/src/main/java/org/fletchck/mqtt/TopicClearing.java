package org.fletchck.mqtt;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The topics that the broker is to forget: those of checks that are gone. Each is remembered until
 * the broker has confirmed it, over restarts too. Safe for use by several threads.
 */
final class TopicClearing {

  private final BridgeState bridgeState;
  private final BridgeWorker worker;
  private final Consumer<String> withdraw;
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean toNote = new AtomicBoolean();
  private Map<String, String> used = Map.of();

  /**
   * Makes one.
   *
   * @param withdraw is given topics that are not to be cleared after all
   */
  TopicClearing(BridgeState bridgeState, BridgeWorker worker, Consumer<String> withdraw) {
    this.bridgeState = bridgeState;
    this.worker = worker;
    this.withdraw = withdraw;
  }

  /**
   * Goes by a configuration from now on. Names under which something was published, and that no
   * check has any more, are not added by what the broker still has of them.
   *
   * @param now the names of checks by the topics that they use; empty for other uses
   * @param names the names of all checks
   */
  synchronized void configured(Map<String, String> now, Set<String> names) {
    Map<String, String> before = bridgeState.topics();
    Set<String> gone = new HashSet<>(before.values());
    gone.removeAll(names);
    gone.remove("");
    if (!gone.isEmpty()) {
      bridgeState.added(gone);
    }
    used = Map.copyOf(now);
    add(before.keySet());
  }

  /** Has more topics forgotten, as far as they aren't used. */
  synchronized void add(Collection<String> topics) {
    pending.addAll(topics);
    pending.removeAll(used.keySet());
    note();
  }

  private synchronized void note() {
    toNote.set(false);
    Map<String, String> all = new HashMap<>(used);
    pending.forEach(topic -> all.put(topic, ""));
    bridgeState.topics(all);
  }

  /** Returns what is to be forgotten. */
  Set<String> pending() {
    return Set.copyOf(pending);
  }

  /** Tells whether what is there under a topic is to be forgotten. */
  boolean isPending(String topic) {
    return pending.contains(topic);
  }

  /** A topic is in use again: it isn't cleared. Doesn't wait for the store. */
  void drop(String topic) {
    withdraw.accept(topic);
    done(topic);
  }

  /** The broker has forgotten what was under a topic. Doesn't wait for the store. */
  void done(String topic) {
    if (pending.remove(topic) && toNote.compareAndSet(false, true)) {
      worker.execute(this::note);
    }
  }
}
