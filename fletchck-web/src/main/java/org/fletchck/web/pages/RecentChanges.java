package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.spi.Transition;
import org.fletchck.state.History;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Uptime;
import org.jspecify.annotations.Nullable;

/**
 * The status changes of all checks over a period, read with one query and cached until something
 * changes, because every page shows them. Thread-safe.
 */
final class RecentChanges implements SiteListener {

  /** The lifetime after a change, as the latest changes may not be in the history yet. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private final Site site;
  private final Duration length;
  private @Nullable ObservedPeriod seen;
  private Instant until = Instant.MIN;
  private volatile boolean changed;

  RecentChanges(Site site, Duration length) {
    this.site = site;
    this.length = length;
  }

  @Override
  public void changed(String check, String type, Transition transition) {
    changed = true;
  }

  /** Returns the history, refreshed after each change and at least every half minute. */
  synchronized ObservedPeriod seen() {
    Instant now = site.clock().instant();
    if (seen == null || changed || !now.isBefore(until) || now.isBefore(seen.to())) {
      until = now.plus(changed ? SOON : AT_MOST);
      changed = false;
      Instant from = now.minus(length);
      History history = site.history();
      seen =
          new ObservedPeriod(
              from, now, history.statusChanges(from, now), history.coverage(from, now));
    }
    return seen;
  }

  /**
   * The history of a period.
   *
   * @param from the start of the period
   * @param to the end of the period
   * @param turns the status changes by check id, oldest first
   * @param watched when the checks were monitored, oldest first
   */
  record ObservedPeriod(
      Instant from, Instant to, Map<String, List<StatusChange>> turns, List<Uptime.Span> watched) {

    /** Returns the status changes of a check. */
    List<StatusChange> of(String id) {
      return turns.getOrDefault(id, List.of());
    }

    /** Returns the uptime of a check over the last part of the period. */
    Uptime uptime(String id, Duration last) {
      return Uptime.of(of(id), watched, to.minus(last), to);
    }
  }
}
