package org.fletchck.web.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Limits how often something may be tried: five times in any minute. */
final class Attempts {

  static final int MOST = 5;
  static final Duration WITHIN = Duration.ofMinutes(1);

  /** With more than these in one minute, the oldest is forgotten. */
  private static final int MOST_KEYS = 10_000;

  private final InstantSource clock;
  private final Map<String, Deque<Instant>> tries = new LinkedHashMap<>();

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how many keys it remembers. */
  synchronized int size() {
    return tries.size();
  }

  /** Counts one try; one that is refused doesn't count. */
  synchronized boolean mayTry(String key) {
    Instant now = clock.instant();
    Instant old = now.minus(WITHIN);
    Deque<Instant> times = tries.computeIfAbsent(key, k -> new ArrayDeque<>());
    times.removeIf(time -> !time.isAfter(old) || time.isAfter(now));
    if (times.size() == MOST) {
      return false;
    }
    times.addLast(now);
    if (tries.size() > MOST_KEYS) {
      tries.values().removeIf(all -> !all.getLast().isAfter(old));
    }
    if (tries.size() > MOST_KEYS) {
      tries.remove(tries.keySet().iterator().next());
    }
    return true;
  }
}
