package org.fletchck.internal.judge;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.jspecify.annotations.Nullable;

/** A report that arrived, compared with what is known of its check. */
public record ReceivedReport(Report report) {

  /**
   * Returns whether this is outdated or already known: a broker repeats what it retained, even an
   * older report after it has restored what it had saved. Compares times of the sender's clock
   * only.
   */
  public boolean isOld(CheckState s) {
    KnownReport known = KnownReport.of(s);
    return report.retained()
        && report.lastCheck() != null
        && known != null
        && (report.lastCheck().isBefore(known.lastCheck()) || known.equals(mark()));
  }

  /** Returns whether this is news from the sender, rather than what was already known. */
  public boolean isNew(CheckState s) {
    return report.lastCheck() == null
        ? !report.retained() || s.times().report() == null
        : !Objects.equals(mark(), KnownReport.of(s));
  }

  /** Returns what was learned, with this report as the last one. */
  Map<String, String> remembered(Map<String, String> learned) {
    KnownReport now = mark();
    if (now == null) {
      return learned;
    }
    Map<String, String> all = new HashMap<>(learned);
    all.put(CheckState.REPORTED, now.text());
    return all;
  }

  private @Nullable KnownReport mark() {
    return report.lastCheck() == null
        ? null
        : new KnownReport(report.lastCheck(), report.verdict());
  }

  /**
   * Returns when the check last ran, but not later than the arrival: the sender's clock may be
   * ahead.
   */
  Instant checked(Instant arrival) {
    return report.lastCheck() == null ? arrival : earlier(report.lastCheck(), arrival);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** The last report that had a time. */
  private record KnownReport(Instant lastCheck, Verdict verdict) {

    /** How {@link Verdict#UNKNOWN} is stored in users' databases. */
    private static final String CANNOT_TELL = "CANNOT_TELL";

    static @Nullable KnownReport of(CheckState s) {
      String text = s.learned().get(CheckState.REPORTED);
      if (text == null) {
        return ofAnEarlierVersion(s);
      }
      String[] parts = text.split(" ", 2);
      return new KnownReport(Instant.parse(parts[0]), verdict(parts[1]));
    }

    /** The last check was a report, unless it is later than the last report. */
    private static @Nullable KnownReport ofAnEarlierVersion(CheckState s) {
      Instant checked = s.times().check();
      Instant arrived = s.times().report();
      Verdict verdict = s.lastRun().verdict();
      return checked == null || arrived == null || verdict == null || checked.isAfter(arrived)
          ? null
          : new KnownReport(checked, verdict);
    }

    String text() {
      return lastCheck + " " + (verdict == Verdict.UNKNOWN ? CANNOT_TELL : verdict);
    }

    private static Verdict verdict(String stored) {
      return stored.equals(CANNOT_TELL) ? Verdict.UNKNOWN : Verdict.valueOf(stored);
    }
  }
}
