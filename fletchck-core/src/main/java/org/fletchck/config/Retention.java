package org.fletchck.config;

import java.time.Duration;

/**
 * How long a history is kept.
 *
 * @param runs each run
 * @param mostRuns maximum number of runs, of all checks together
 * @param fiveMinutes five-minute figures
 * @param hours hourly figures
 * @param days daily figures
 * @param incidents failures, and the data for uptime
 */
public record Retention(
    Duration runs,
    int mostRuns,
    Duration fiveMinutes,
    Duration hours,
    Duration days,
    Duration incidents) {

  /** The defaults. */
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
