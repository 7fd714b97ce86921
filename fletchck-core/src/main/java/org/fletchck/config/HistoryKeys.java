package org.fletchck.config;

import java.util.List;
import org.fletchck.spi.Option;

/** The keys of {@code history}; see {@link SiteConfig#retention()}. */
public final class HistoryKeys {

  /** Key: how long each run is kept. */
  public static final Option<Integer> HOURS_OF_RUNS =
      Option.integer("runHours", "Hours for which each run is kept").between(1, 8_760).orElse(48);

  /** Key: the maximum number of runs kept. */
  public static final Option<Integer> MOST_RUNS =
      Option.integer("runsMost", "Maximum number of runs kept, of all checks together")
          .between(1_000, 100_000_000)
          .orElse(2_000_000);

  /** Key: how long five-minute figures are kept. */
  public static final Option<Integer> DAYS_OF_FIVE_MINUTES =
      Option.integer("fiveMinuteDays", "Days for which five-minute figures are kept")
          .between(1, 3_660)
          .orElse(14);

  /** Key: how long hourly figures are kept. */
  public static final Option<Integer> DAYS_OF_HOURS =
      Option.integer("hourDays", "Days for which hourly figures are kept")
          .between(1, 36_600)
          .orElse(365);

  /** Key: how long daily figures are kept. */
  public static final Option<Integer> DAYS_OF_DAYS =
      Option.integer("dayDays", "Days for which daily figures are kept")
          .between(1, 36_600)
          .orElse(36_600);

  /** Key: how long failures are kept. */
  public static final Option<Integer> DAYS_OF_INCIDENTS =
      Option.integer("incidentDays", "Days for which failures, and the data for uptime, are kept")
          .between(1, 36_600)
          .orElse(730);

  /** All keys, in display order. */
  public static final List<Option<?>> ALL =
      List.of(
          HOURS_OF_RUNS,
          MOST_RUNS,
          DAYS_OF_FIVE_MINUTES,
          DAYS_OF_HOURS,
          DAYS_OF_DAYS,
          DAYS_OF_INCIDENTS);

  private HistoryKeys() {}
}
