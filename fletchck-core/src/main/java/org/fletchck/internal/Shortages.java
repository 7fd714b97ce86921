package org.fletchck.internal;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Processes;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.ShortageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the monitor itself is short of now. A shortage lasts from when it is first noticed until it
 * hasn't been for two minutes; its beginning and its end are logged. Safe for use by multiple
 * threads.
 */
public final class Shortages {

  private static final Logger LOG = LoggerFactory.getLogger(Shortages.class);

  /** Longer than the pause after which a run that met a shortage is repeated. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  /**
   * For this long after a shortage Java remembers names that it couldn't resolve because of it, and
   * more.
   */
  private static final Duration SUSPICIOUS = Duration.ofSeconds(30);

  /** A name look-up needs a few. */
  private static final int DESCRIPTORS_TRIED = 4;

  private final Scheduler scheduler;
  private final Map<Shortage, Long> seen = new EnumMap<>(Shortage.class);

  public Shortages(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Returns and records what was short, if that is why a run or a delivery failed. */
  public Optional<Shortage> behind(Throwable e) {
    Optional<Shortage> found = Shortage.of(e).or(() -> isVague(e) ? suspected() : Optional.empty());
    found.ifPresent(this::noticed);
    return found;
  }

  /**
   * Returns whether this may hide a shortage: without file descriptors no name and no class is
   * found, and Java closes a wrong one when it can't start a program.
   */
  private static boolean isVague(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException
          || t instanceof LinkageError
          || "Bad file descriptor".equals(t.getMessage())) {
        return true;
      }
    }
    return false;
  }

  private Optional<Shortage> suspected() {
    synchronized (this) {
      for (Map.Entry<Shortage, Long> each : seen.entrySet()) {
        if (scheduler.nanos() - each.getValue() < SUSPICIOUS.toNanos()) {
          return Optional.of(each.getKey());
        }
      }
    }
    return descriptors();
  }

  /** Returns a shortage of file descriptors, if files can't be opened. */
  private static Optional<Shortage> descriptors() {
    try {
      Processes.assertDescriptors(DESCRIPTORS_TRIED);
      return Optional.empty();
    } catch (ShortageException e) {
      return Optional.of(e.shortage());
    }
  }

  /** Records that something is short. */
  public void noticed(Shortage what) {
    @Nullable Long before;
    synchronized (this) {
      before = seen.put(what, scheduler.nanos());
    }
    if (before == null) {
      LOG.error("{}", message(what));
      scheduler.after(QUIET, () -> review(what));
    }
  }

  private void review(Shortage what) {
    boolean still = what == Shortage.DESCRIPTORS && descriptors().isPresent();
    Duration left;
    synchronized (this) {
      long now = scheduler.nanos();
      if (still) {
        seen.put(what, now);
      }
      left = QUIET.minusNanos(now - seen.getOrDefault(what, now));
      if (left.isNegative() || left.isZero()) {
        seen.remove(what);
      }
    }
    if (left.isNegative() || left.isZero()) {
      LOG.warn("no longer out of {}: checks are judged again", what.words());
    } else {
      scheduler.after(left, () -> review(what));
    }
  }

  /** Returns what is short. */
  public synchronized Set<Shortage> now() {
    return Set.copyOf(seen.keySet());
  }

  /** Returns what is short, as texts without names and values. */
  public synchronized List<String> reasons() {
    return seen.keySet().stream().map(Shortages::inShort).toList();
  }

  /** Returns what is short, and what helps. */
  public synchronized List<Problem> problems() {
    return seen.keySet().stream()
        .map(what -> Problem.error("resources", inShort(what), what.remedy()))
        .toList();
  }

  /** Returns a text saying that the monitor is out of something. */
  public static String inShort(Shortage what) {
    return "fletchck is out of " + what.words();
  }

  private static String message(Shortage what) {
    return inShort(what) + ": failures due to this are not judged but retried; " + what.remedy();
  }
}
