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
 * The topics to be cleared at the broker: those of checks that are gone. Each is stored until the
 * broker has confirmed it, also across restarts. Safe for use by several threads.
 */
final class TopicClearing {

  private final BridgeState bridgeState;
  private final BridgeWorker worker;
  private final Consumer<String> withdraw;
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean toNote = new AtomicBoolean();
  private Map<String, String> used = Map.of();

  /**
   * Creates an instance.
   *
   * @param withdraw called with topics that are not to be cleared after all
   */
  TopicClearing(BridgeState bridgeState, BridgeWorker worker, Consumer<String> withdraw) {
    this.bridgeState = bridgeState;
    this.worker = worker;
    this.withdraw = withdraw;
  }

  /**
   * Applies a configuration. Names that were published and that no check has any more are not added
   * because of messages that the broker still retains.
   *
   * @param now the topics in use, with the names of their checks; empty for other uses
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

  /** Adds topics to clear, except those in use. */
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

  /** Returns the topics to clear. */
  Set<String> pending() {
    return Set.copyOf(pending);
  }

  /** Returns whether a topic is to be cleared. */
  boolean isPending(String topic) {
    return pending.contains(topic);
  }

  /** Doesn't clear a topic, because it is in use again. Doesn't wait for the store. */
  void drop(String topic) {
    withdraw.accept(topic);
    done(topic);
  }

  /** Records that a topic was cleared. Doesn't wait for the store. */
  void done(String topic) {
    if (pending.remove(topic) && toNote.compareAndSet(false, true)) {
      worker.execute(this::note);
    }
  }
}
