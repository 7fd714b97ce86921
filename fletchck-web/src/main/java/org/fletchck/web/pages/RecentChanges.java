package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.History;
import org.fletchck.History.StatusChange;
import org.fletchck.Site;
import org.fletchck.SiteListener;
import org.fletchck.Uptime;
import org.fletchck.spi.Transition;
import org.jspecify.annotations.Nullable;

/**
 * The changes of all checks over some time, read with one question and kept until something
 * changes, because every page shows them. Safe for use by several threads.
 */
final class RecentChanges implements SiteListener {

  /** What happened within the last seconds may not be in the history yet. */
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

  /** Returns what is known, a few seconds old at the most. */
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
   * What was seen.
   *
   * @param from its beginning
   * @param to its end
   * @param turns changes of status by the id of the check, oldest first
   * @param watched when somebody looked
   */
  record ObservedPeriod(
      Instant from, Instant to, Map<String, List<StatusChange>> turns, List<Uptime.Span> watched) {

    /** Returns the changes of one check. */
    List<StatusChange> of(String id) {
      return turns.getOrDefault(id, List.of());
    }

    /** Returns for how long a check was up and down. */
    Uptime uptime(String id, Duration last) {
      return Uptime.of(of(id), watched, to.minus(last), to);
    }
  }
}
