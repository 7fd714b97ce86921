package org.fletchck.mqtt;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest message of each topic: what waits to be published, and what the broker confirmed, for
 * it may come back without it. No more than fits: what was confirmed makes room first, then what
 * waits longest. Safe for use by several threads.
 */
final class OutBuffer {

  private final TopicWarnings refused = new TopicWarnings("could not publish under", 100);
  private final int mostTopics;
  private final long mostBytes;

  // A topic is in one of these three; another message of it may be on its way besides.
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

  /** Adds a message in place of an older one of its topic. */
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

  /** Takes the next message to send: one at a time of each topic, new ones before repeated ones. */
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

  /** Reports topics that were cleared, or can't be; must not block. */
  void onCleared(Consumer<String> hearer) {
    cleared = hearer;
  }

  /** A message that was taken has arrived. What cleared a topic did that for good. */
  synchronized void confirmed(OutgoingMessage message) {
    if (sent.remove(message.topic, message) && !waiting.containsKey(message.topic)) {
      if (message.isClearing()) {
        cleared.accept(message.topic);
      } else {
        add(confirmed, message);
      }
    }
  }

  /** Doesn't clear a topic after all, unless that is done already. */
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

  /** A message will never arrive: says so, once for each topic. No clearing is tried again. */
  synchronized void refused(OutgoingMessage message, String why) {
    if (sent.remove(message.topic, message) && message.isClearing()) {
      cleared.accept(message.topic);
    }
    refused.warn(message.topic, why);
  }

  /**
   * The connection is over: what was taken and not confirmed waits again, unless something newer of
   * its topic does, and what was confirmed is to be repeated.
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

  /** Tells whether nothing is left to take. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty() && repeats.isEmpty();
  }

  /** Returns how many topics it holds a message of, without those on their way. */
  synchronized int topics() {
    return waiting.size() + repeats.size() + confirmed.size();
  }

  /** Returns about what these take in memory, in bytes. */
  synchronized long bytes() {
    return bytes;
  }

  /** Returns how many that were never confirmed were dropped since this was asked last. */
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
