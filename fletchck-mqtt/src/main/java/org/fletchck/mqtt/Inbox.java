package org.fletchck.mqtt;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * States waiting to be processed: the latest of each name, so that there are never more of them
 * than accepted names. Safe for use by several threads.
 */
final class Inbox {

  private final Map<String, ReceivedState> waiting = new LinkedHashMap<>();

  /** Adds a state, replacing any of the same name; returns whether none was waiting before. */
  synchronized boolean put(ReceivedState received) {
    boolean first = waiting.isEmpty();
    waiting.put(received.name(), received);
    return first;
  }

  /** Puts back a state that was taken, unless there is a newer one of its name. */
  synchronized void putBack(ReceivedState received) {
    waiting.putIfAbsent(received.name(), received);
  }

  /** Takes the state whose name has waited longest. */
  synchronized Optional<ReceivedState> take() {
    Iterator<ReceivedState> all = waiting.values().iterator();
    if (!all.hasNext()) {
      return Optional.empty();
    }
    ReceivedState next = all.next();
    all.remove();
    return Optional.of(next);
  }

  /** Takes all states, in order. */
  synchronized Map<String, ReceivedState> takeAll() {
    Map<String, ReceivedState> all = new LinkedHashMap<>(waiting);
    waiting.clear();
    return all;
  }

  /** Returns the number of waiting states. */
  synchronized int size() {
    return waiting.size();
  }

  /** Returns whether a state of that name is waiting. */
  synchronized boolean holds(String name) {
    return waiting.containsKey(name);
  }
}
