package org.fletchck.mqtt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be published: the latest message of each topic, oldest topic first, and no more
 * than fits. Safe for use by several threads.
 */
final class OutBuffer {

  private final int mostTopics;
  private final long mostBytes;
  private final Map<String, Outgoing> waiting = new LinkedHashMap<>();
  private final Map<String, Outgoing> sent = new HashMap<>();
  private long bytes;
  private long dropped;

  OutBuffer(int mostTopics, long mostBytes) {
    this.mostTopics = mostTopics;
    this.mostBytes = mostBytes;
  }

  /**
   * Adds a message in place of one of its topic that waits; the topics that wait longest make room.
   */
  synchronized void put(Outgoing message) {
    forget(waiting.remove(message.topic));
    waiting.put(message.topic, message);
    bytes += message.size();
    Iterator<Outgoing> oldest = waiting.values().iterator();
    while (waiting.size() > mostTopics || (bytes > mostBytes && waiting.size() > 1)) {
      forget(oldest.next());
      oldest.remove();
      dropped++;
    }
  }

  private void forget(@Nullable Outgoing message) {
    if (message != null) {
      bytes -= message.size();
    }
  }

  /** Takes the next message to send: one at a time of each topic. */
  synchronized Optional<Outgoing> take() {
    for (Iterator<Outgoing> all = waiting.values().iterator(); all.hasNext(); ) {
      Outgoing next = all.next();
      if (!sent.containsKey(next.topic)) {
        all.remove();
        bytes -= next.size();
        sent.put(next.topic, next);
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** A message that was taken has arrived. */
  synchronized void confirmed(Outgoing message) {
    sent.remove(message.topic, message);
  }

  /** What was taken and not confirmed waits again, unless something newer of its topic does. */
  synchronized void sendAgain() {
    List<Outgoing> newer = new ArrayList<>(waiting.values());
    waiting.clear();
    bytes = 0;
    Collection<Outgoing> before = new ArrayList<>(sent.values());
    sent.clear();
    before.forEach(this::put);
    newer.forEach(this::put);
  }

  /** Returns how many topics wait. */
  synchronized int topics() {
    return waiting.size();
  }

  /** Returns about what waits, in bytes. */
  synchronized long bytes() {
    return bytes;
  }

  /** Returns how many were dropped since this was asked last. */
  synchronized long dropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }
}
