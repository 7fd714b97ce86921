package org.fletchck.web.pages;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Transition;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.SiteListener;
import org.fletchck.web.layout.StatusSign;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last thousand events of a site since the program started, and the log lines that the
 * original kept in the file. Thread-safe.
 */
public final class ActivityLog implements SiteListener {

  private static final int MOST = 1_000;

  private final Site site;

  /** Already logged; each change of the configuration reports all of its problems again. */
  private final AtomicReference<Set<Problem>> known = new AtomicReference<>(Set.of());

  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Deque<Line> lines = new ArrayDeque<>();

  private ActivityLog(Site site) {
    this.site = site;
  }

  /** Returns a new log that listens to a site. */
  public static ActivityLog of(Site site) {
    ActivityLog log = new ActivityLog(site);
    for (String line : site.config().legacyLog()) {
      log.add(new Line(null, Kind.FORMER, "", line));
    }
    log.configured(site.config(), site.problems());
    site.listen(log);
    return log;
  }

  /** Returns the lines, newest first. */
  public synchronized List<Line> lines() {
    List<Line> newestFirst = new ArrayList<>(lines);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Removes all lines. */
  public synchronized void clear() {
    lines.clear();
  }

  @Override
  public void configured(SiteConfig config, List<Problem> problems) {
    String checks = counted(config.checks().size(), "check");
    String actions = counted(config.actions().size(), "action");
    add(Kind.SITE, "", "configuration applied: " + checks + ", " + actions);
    Set<Problem> now = new LinkedHashSet<>(problems);
    Set<Problem> before = known.getAndSet(now);
    now.stream()
        .filter(problem -> !before.contains(problem))
        .forEach(p -> add(p.isError() ? Kind.ERROR : Kind.WARNING, "", p.toString()));
  }

  private static String counted(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  @Override
  public void changed(String check, String type, Transition transition) {
    StatusSign sign = StatusSign.of(transition.after().status(), false);
    String reason = transition.after().lastRun().reason();
    boolean says = reason != null && transition.after().status().isJudged();
    String decision = transition.decision();
    add(Kind.of(sign), check, says ? reason + "; " + decision : decision);
  }

  @Override
  public void delivered(OutboxEntry entry) {
    failing.remove(entry.action());
    add(Kind.NOTIFIED, entry.notification().subject().name(), "notified by " + entry.action());
  }

  /** Adds one line per failing action until it delivers something, and one per given-up message. */
  @Override
  public void undelivered(OutboxEntry entry, String reason, boolean last) {
    if (!failing.add(entry.action()) && !last) {
      return;
    }
    String end = last ? "; given up" : "; will be retried";
    add(
        last ? Kind.ERROR : Kind.WARNING,
        entry.notification().subject().name(),
        "not notified by " + entry.action() + ": " + reason + end);
  }

  @Override
  public void actionFails(String action, String reason) {
    add(Kind.ERROR, "", "the action " + action + " has been failing for 5 minutes: " + reason);
  }

  @Override
  public void actionWorks(String action) {
    add(Kind.SITE, "", "the action " + action + " works again");
  }

  private void add(Kind kind, String check, String text) {
    add(new Line(site.clock().instant(), kind, check, text));
  }

  private synchronized void add(Line line) {
    lines.addLast(line);
    if (lines.size() > MOST) {
      lines.removeFirst();
    }
  }

  /** The subject of a line. */
  public enum Kind {
    /** A check passes. */
    PASS("Pass", "pass"),
    /** A check fails. */
    FAIL("Fail", "fail"),
    /** A check can't be judged. */
    UNREACHABLE("Unreachable", "unreachable"),
    /** A check is paused. */
    PAUSED("Paused", "paused"),
    /** A check hasn't been judged yet. */
    PENDING("Pending", "pending"),
    /** Somebody was notified. */
    NOTIFIED("Notified", "notified"),
    /** Something about the site. */
    SITE("Site", "site"),
    /** Something may be wrong with the monitor. */
    WARNING("Warning", "warning"),
    /** Something is wrong with the monitor. */
    ERROR("Error", "misconfigured"),
    /** A line from the log of the original. */
    FORMER("Imported", "site");

    private final String word;
    private final String css;

    Kind(String word, String css) {
      this.word = word;
      this.css = css;
    }

    private static Kind of(StatusSign sign) {
      return valueOf(sign.name());
    }

    /** Returns the word that is shown. */
    public String word() {
      return word;
    }

    /** Returns the class in the style sheet. */
    public String css() {
      return css;
    }
  }

  /**
   * A line of the log.
   *
   * @param at when it happened; null for a line of the original, whose text contains the time
   * @param check the name of the check or action; empty if it is about neither
   */
  public record Line(@Nullable Instant at, Kind kind, String check, String text) {}
}
