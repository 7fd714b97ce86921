package org.fletchck.mqtt;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * States that wait to be taken over: of each name the latest, so that there are never more than
 * names are let in. Safe for use by several threads.
 */
final class Inbox {

  private final Map<String, ReceivedState> waiting = new LinkedHashMap<>();

  /** Adds one, in place of one of its name; tells whether nothing waited before. */
  synchronized boolean put(ReceivedState received) {
    boolean first = waiting.isEmpty();
    waiting.put(received.name(), received);
    return first;
  }

  /** Adds one that was taken, unless there is a newer one of its name. */
  synchronized void putBack(ReceivedState received) {
    waiting.putIfAbsent(received.name(), received);
  }

  /** Takes the one whose name waits longest. */
  synchronized Optional<ReceivedState> take() {
    Iterator<ReceivedState> all = waiting.values().iterator();
    if (!all.hasNext()) {
      return Optional.empty();
    }
    ReceivedState next = all.next();
    all.remove();
    return Optional.of(next);
  }

  /** Takes all of them, in their order. */
  synchronized Map<String, ReceivedState> takeAll() {
    Map<String, ReceivedState> all = new LinkedHashMap<>(waiting);
    waiting.clear();
    return all;
  }

  /** Returns how many wait. */
  synchronized int size() {
    return waiting.size();
  }

  /** Tells whether one of that name waits. */
  synchronized boolean holds(String name) {
    return waiting.containsKey(name);
  }
}
