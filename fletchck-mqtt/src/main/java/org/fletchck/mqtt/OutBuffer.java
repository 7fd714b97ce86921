package org.fletchck.mqtt;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest message of each topic: those waiting to be published, and those the broker confirmed,
 * since it may come back without them. Bounded: confirmed messages make room first, then those that
 * have waited longest. Safe for use by several threads.
 */
final class OutBuffer {

  private final TopicWarnings refused = new TopicWarnings("could not publish to", 100);
  private final int mostTopics;
  private final long mostBytes;

  // A topic is in one of these three; another message of it may be in flight as well.
  private final Map<String, OutgoingMessage> waiting = new LinkedHashMap<>();
  private final Map<String, OutgoingMessage> repeats = new LinkedHashMap<>();
  private final Map<String, OutgoingMessage> confirmed = new LinkedHashMap<>();

  private final Map<String, OutgoingMessage> sent = new HashMap<>();
  private volatile Consumer<String> cleared = topic -> {};
  private long bytes;
  private long dropped;

  OutBuffer(int mostTopics, long mostBytes) {
    this.mostTopics = mostTopics;
    this.mostBytes = mostBytes;
  }

  /** Adds a message, replacing an older one of its topic. */
  synchronized void put(OutgoingMessage message) {
    forget(waiting.remove(message.topic));
    forget(repeats.remove(message.topic));
    forget(confirmed.remove(message.topic));
    add(waiting, message);
  }

  /** Adds a message unless there is one of its topic, which is newer. */
  synchronized void offer(OutgoingMessage message) {
    String topic = message.topic;
    boolean known = waiting.containsKey(topic) || repeats.containsKey(topic);
    if (!known && !confirmed.containsKey(topic) && !sent.containsKey(topic)) {
      add(waiting, message);
    }
  }

  /** Takes the next message to send: one at a time per topic, new ones before repeated ones. */
  synchronized Optional<OutgoingMessage> take() {
    Optional<OutgoingMessage> next = takeFrom(waiting);
    return next.isPresent() ? next : takeFrom(repeats);
  }

  private Optional<OutgoingMessage> takeFrom(Map<String, OutgoingMessage> queue) {
    for (Iterator<OutgoingMessage> all = queue.values().iterator(); all.hasNext(); ) {
      OutgoingMessage next = all.next();
      if (!sent.containsKey(next.topic)) {
        all.remove();
        forget(next);
        sent.put(next.topic, next);
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Sets what is called with topics that were cleared, or can't be; must not block. */
  void onCleared(Consumer<String> hearer) {
    cleared = hearer;
  }

  /** Records that a message that was taken has arrived. Those that clear a topic aren't kept. */
  synchronized void confirmed(OutgoingMessage message) {
    if (sent.remove(message.topic, message) && !waiting.containsKey(message.topic)) {
      if (message.isClearing()) {
        cleared.accept(message.topic);
      } else {
        add(confirmed, message);
      }
    }
  }

  /** Withdraws the clearing of a topic, unless that is done already. */
  synchronized void withdraw(String topic) {
    OutgoingMessage waits = waiting.get(topic);
    if (waits != null && waits.isClearing()) {
      forget(waiting.remove(topic));
    }
    OutgoingMessage onItsWay = sent.get(topic);
    if (onItsWay != null && onItsWay.isClearing()) {
      sent.remove(topic);
    }
  }

  /**
   * Records that a message will never arrive, and logs it once per topic. Clearing isn't retried.
   */
  synchronized void refused(OutgoingMessage message, String why) {
    if (sent.remove(message.topic, message) && message.isClearing()) {
      cleared.accept(message.topic);
    }
    refused.warn(message.topic, why);
  }

  /**
   * Prepares for the next connection: messages taken but not confirmed wait again, unless a newer
   * one of their topic does, and confirmed ones are to be repeated.
   */
  synchronized void sendAgain() {
    for (OutgoingMessage message : sent.values()) {
      if (!waiting.containsKey(message.topic)) {
        add(waiting, message);
      }
    }
    sent.clear();
    repeats.putAll(confirmed);
    confirmed.clear();
  }

  /** Returns whether nothing is left to take. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty() && repeats.isEmpty();
  }

  /** Returns the number of topics with a message, not counting messages in flight. */
  synchronized int topics() {
    return waiting.size() + repeats.size() + confirmed.size();
  }

  /** Returns roughly how much memory these messages take, in bytes. */
  synchronized long bytes() {
    return bytes;
  }

  /** Returns how many unconfirmed messages were dropped since the last call. */
  synchronized long dropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  private void add(Map<String, OutgoingMessage> queue, OutgoingMessage message) {
    forget(queue.put(message.topic, message));
    bytes += message.size();
    while (topics() > mostTopics || bytes > mostBytes) {
      makeRoom();
    }
  }

  private void makeRoom() {
    boolean loss = confirmed.isEmpty() && repeats.isEmpty();
    Map<String, OutgoingMessage> spare =
        !confirmed.isEmpty() ? confirmed : loss ? waiting : repeats;
    Iterator<OutgoingMessage> oldest = spare.values().iterator();
    forget(oldest.next());
    oldest.remove();
    dropped += loss ? 1 : 0;
  }

  private void forget(@Nullable OutgoingMessage message) {
    if (message != null) {
      bytes -= message.size();
    }
  }
}
