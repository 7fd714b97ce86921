package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Transition;
import org.fletchck.state.History.Incident;
import org.fletchck.state.SiteListener;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.StatusSign;
import org.fletchck.web.layout.TimeFormat;
import org.fletchck.web.pages.RecentChanges.ObservedPeriod;
import org.jspecify.annotations.Nullable;

/**
 * What the public sees. Updated every half minute at most, or after changes, because anybody may
 * request it as often as they like. It has no reasons, logs, levels or hosts.
 */
public final class StatusBoard implements SiteListener {

  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final Duration AT_LEAST = Duration.ofSeconds(2);
  private static final Duration LENGTH = Duration.ofDays(90);

  /** The number of units, of a day each. */
  private static final int UNITS = 90;

  private static final int MOST_INCIDENTS = 2_000;
  private static final int SHOWN_INCIDENTS = 100;
  private static final int[] DAYS = {1, 7, 30, 90};

  private final Site site;
  private final RecentChanges quarter;
  private @Nullable Board last;
  private boolean changed;

  StatusBoard(Site site) {
    this.site = site;
    this.quarter = new RecentChanges(site, LENGTH);
    site.listen(quarter);
  }

  @Override
  public synchronized void changed(String check, String type, Transition transition) {
    changed = true;
  }

  @Override
  public synchronized void configured(SiteConfig config, List<Problem> problems) {
    last = null;
  }

  /** Returns what the public sees; empty if there is no status page. */
  synchronized Optional<Board> board() {
    List<String> names = site.config().statusChecks();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Instant now = site.clock().instant();
    if (last == null || isOld(last, now)) {
      changed = false;
      last = make(names, now);
    }
    return Optional.of(last);
  }

  private boolean isOld(Board board, Instant now) {
    Duration age = Duration.between(board.times().now(), now);
    return age.isNegative() || age.compareTo(changed ? AT_LEAST : AT_MOST) >= 0;
  }

  private Board make(List<String> names, Instant now) {
    ObservedPeriod seen = quarter.seen();
    List<Entry> entries = new ArrayList<>();
    Map<String, String> byId = new LinkedHashMap<>();
    for (String name : names) {
      Optional<CheckState> state = site.state(name);
      String id = site.id(name).orElse("");
      byId.put(id, name);
      state.ifPresent(s -> entries.add(entry(name, id, s, seen)));
    }
    TimeFormat times = new TimeFormat(site.config().zone(), now);
    return new Board(times, entries, outages(byId, now));
  }

  private Entry entry(String name, String id, CheckState state, ObservedPeriod seen) {
    List<UptimeFigure> uptimes = new ArrayList<>();
    for (int days : DAYS) {
      String word = days == 1 ? "24 hours" : days + " days";
      uptimes.add(UptimeFigure.of(word, seen.uptime(id, Duration.ofDays(days))));
    }
    Markup strip = new Markup();
    StatusBar.of(seen, seen.of(id), UNITS, state.status()).stretch(strip);
    return new Entry(
        name, StatusSign.of(state.status(), site.isMisconfigured(name)), uptimes, strip);
  }

  private List<Outage> outages(Map<String, String> byId, Instant now) {
    List<Incident> incidents = site.history().incidents(now.minus(LENGTH), now, MOST_INCIDENTS);
    return incidents.stream()
        .filter(incident -> byId.containsKey(incident.check()))
        .limit(SHOWN_INCIDENTS)
        .map(i -> new Outage(i.id(), byId.getOrDefault(i.check(), ""), i.from(), i.to()))
        .toList();
  }

  /**
   * The whole board.
   *
   * @param times as of when the board was made
   * @param outages the outages of the last 90 days, newest first
   */
  public record Board(TimeFormat times, List<Entry> entries, List<Outage> outages) {

    /** Sums up the state of all services in a few words. */
    public String headline() {
      long down = entries.stream().filter(e -> e.sign() == StatusSign.FAIL).count();
      long unclear = entries.stream().filter(e -> e.sign() == StatusSign.UNREACHABLE).count();
      if (down > 0) {
        return down == 1 ? "1 service is down" : down + " services are down";
      }
      if (unclear > 0) {
        return unclear == 1 ? "1 service can't be checked" : unclear + " services can't be checked";
      }
      boolean all = entries.stream().allMatch(entry -> entry.sign() == StatusSign.PASS);
      return all ? "All services are up" : "No service is down";
    }

    /** Returns the sign of the whole board. */
    public StatusSign sign() {
      for (StatusSign sign : List.of(StatusSign.FAIL, StatusSign.UNREACHABLE)) {
        if (entries.stream().anyMatch(entry -> entry.sign() == sign)) {
          return sign;
        }
      }
      return StatusSign.PASS;
    }
  }

  /** A check as the public sees it. */
  public record Entry(String name, StatusSign sign, List<UptimeFigure> uptimes, Markup strip) {

    /** Returns the state in a word for people who know nothing about checks. */
    public String word() {
      return switch (sign) {
        case PASS -> "Up";
        case FAIL -> "Down";
        default -> sign.word();
      };
    }
  }

  /**
   * A failure as the public sees it.
   *
   * @param id stays the same while the failure lasts and afterwards
   * @param to when it ended; null if it is ongoing
   */
  public record Outage(String id, String check, Instant from, @Nullable Instant to) {

    /** Returns how long it lasted, or has lasted so far if it is ongoing. */
    public String lasted(TimeFormat times) {
      return TimeFormat.length(Duration.between(from, to == null ? times.now() : to));
    }
  }
}
