package org.fletchck.mqtt;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once per topic, for a limited number of topics. Safe for use by several threads. */
final class TopicWarnings {

  private static final Logger LOG = LoggerFactory.getLogger(TopicWarnings.class);
  private static final int LONGEST = 100;

  private final String what;
  private final int most;
  private final Consumer<String> log;
  private final Set<String> warned = new HashSet<>();

  /**
   * Creates warnings.
   *
   * @param what what happened; the topic follows it in the message
   * @param most the maximum number of topics to name
   */
  TopicWarnings(String what, int most) {
    this(what, most, LOG::warn);
  }

  TopicWarnings(String what, int most, Consumer<String> log) {
    this.what = what;
    this.most = most;
    this.log = log;
  }

  void warn(String topic, String why) {
    if (isNew(topic)) {
      log.accept("mqtt: " + what + " " + shown(topic) + ": " + why);
    }
  }

  private synchronized boolean isNew(String topic) {
    if (warned.size() >= most || !warned.add(topic)) {
      return false;
    }
    if (warned.size() == most) {
      log.accept("mqtt: " + what + " " + most + " topics so far; further ones aren't logged");
    }
    return true;
  }

  /** Returns a topic as one line of limited length. */
  static String shown(String topic) {
    String start = topic.substring(0, Math.min(topic.length(), LONGEST));
    return start.replaceAll("\\p{C}", "?") + (topic.length() > LONGEST ? "..." : "");
  }
}
