package org.fletchck.web.auth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Limits the number of attempts within any span of elapsed time. */
final class AttemptLimit {

  /** When there are more, the oldest is forgotten. */
  private static final int MOST_KEYS = 10_000;

  private final int most;
  private final long within;
  private final LongSupplier nanos;
  private final Map<String, Deque<Long>> tries = new LinkedHashMap<>();

  /**
   * Creates a limit.
   *
   * @param nanos elapsed time, as of {@link System#nanoTime}
   */
  AttemptLimit(int most, Duration within, LongSupplier nanos) {
    this.most = most;
    this.within = within.toNanos();
    this.nanos = nanos;
  }

  /** Returns how many keys it remembers. */
  synchronized int size() {
    return tries.size();
  }

  /** Counts an attempt and returns whether it is allowed; a refused one doesn't count. */
  synchronized boolean mayTry(String key) {
    long now = nanos.getAsLong();
    Deque<Long> times = tries.computeIfAbsent(key, k -> new ArrayDeque<>());
    times.removeIf(time -> now - time >= within);
    if (times.size() >= most) {
      return false;
    }
    times.addLast(now);
    if (tries.size() > MOST_KEYS) {
      tries.values().removeIf(all -> now - all.getLast() >= within);
    }
    if (tries.size() > MOST_KEYS) {
      tries.remove(tries.keySet().iterator().next());
    }
    return true;
  }

  /** Uncounts the last attempt. */
  synchronized void takeBack(String key) {
    Deque<Long> times = tries.get(key);
    if (times != null) {
      times.pollLast();
      if (times.isEmpty()) {
        tries.remove(key);
      }
    }
  }
}
