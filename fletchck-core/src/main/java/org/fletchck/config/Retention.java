package org.fletchck.config;

import java.time.Duration;

/**
 * How long a history is kept.
 *
 * @param runs each run
 * @param mostRuns how many runs at the most, of all checks together
 * @param fiveMinutes figures of each five minutes
 * @param hours figures of each hour
 * @param days figures of each day
 * @param incidents failures, and what uptime is made of
 */
public record Retention(
    Duration runs,
    int mostRuns,
    Duration fiveMinutes,
    Duration hours,
    Duration days,
    Duration incidents) {

  /** What holds when a configuration says nothing. */
  public static final Retention DEFAULT = SiteConfig.empty().retention();

  static Retention of(LenientView history) {
    return new Retention(
        Duration.ofHours(history.get(HistoryKeys.HOURS_OF_RUNS)),
        history.get(HistoryKeys.MOST_RUNS),
        Duration.ofDays(history.get(HistoryKeys.DAYS_OF_FIVE_MINUTES)),
        Duration.ofDays(history.get(HistoryKeys.DAYS_OF_HOURS)),
        Duration.ofDays(history.get(HistoryKeys.DAYS_OF_DAYS)),
        Duration.ofDays(history.get(HistoryKeys.DAYS_OF_INCIDENTS)));
  }
}
