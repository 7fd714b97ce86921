package org.fletchck.config;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/** Reads the state that the original stores in a check's {@code data}. */
record LegacyData(Map<String, Object> data, int threshold, ZoneId zone, ZoneId site) {

  private static final int MOST_COUNTED = 1_000;

  CheckState state() {
    String softFail = text("softFail");
    boolean blocked = softFail != null && !CheckResult.isTrustFailure(softFail);
    Status judged = blocked ? before() : judged();
    Status status = blocked ? Status.UNREACHABLE : judged;
    // The original counts blocked runs too, which say nothing about the check itself.
    int count = blocked && judged != Status.FAIL ? 0 : failCount();
    CheckState state =
        new CheckState(
            status,
            judged,
            new CheckState.Counts(count, Collections.nCopies(count, Verdict.FAILED)),
            judged == Status.FAIL ? members() : List.of(),
            blocked ? softFail : null,
            !blocked && judged == Status.FAIL ? softFail : null,
            CheckState.Run.NONE,
            times(judged),
            Map.of(),
            List.of());
    return state.times().check() == null ? state : state.withLastRun(lastRun(status));
  }

  /** A failure that the original never notified is judged as if it were new. */
  private Status judged() {
    if (Boolean.FALSE.equals(data.get("failState"))) {
      return Status.PASS;
    }
    boolean failing = Boolean.TRUE.equals(data.get("failState")) && text("lastFail") != null;
    boolean notified = text("lastCheck") != null && failCount() >= Math.max(1, threshold);
    return (failing || !members().isEmpty()) && notified ? Status.FAIL : Status.PENDING;
  }

  /** Returns the status before it was blocked, by the later of its last changes. */
  private Status before() {
    Instant fail = time("lastFail");
    Instant pass = time("lastPass");
    if (fail != null && (pass == null || fail.isAfter(pass))) {
      return Status.FAIL;
    }
    if (pass != null && (fail == null || pass.isAfter(fail))) {
      return Status.PASS;
    }
    return Status.PENDING;
  }

  private List<String> members() {
    if (!(data.get("failState") instanceof String names)) {
      return List.of();
    }
    return Arrays.stream(names.split(",")).map(String::trim).filter(n -> !n.isEmpty()).toList();
  }

  private int failCount() {
    return data.get("failCount") instanceof Number count
        ? Math.max(0, Math.min(count.intValue(), MOST_COUNTED))
        : 0;
  }

  private CheckState.Times times(Status judged) {
    Instant fail = time("lastFail");
    return new CheckState.Times(
        time("lastCheck"),
        time("lastPass"),
        fail,
        judged == Status.FAIL ? fail : null,
        time("lastUpdate"),
        judged == Status.FAIL ? fail : null);
  }

  private CheckState.Run lastRun(Status status) {
    List<String> log =
        data.get("log") instanceof List<?> lines
            ? lines.stream().map(String::valueOf).toList()
            : List.of();
    Verdict verdict =
        switch (status) {
          case PASS -> failCount() == 0 ? Verdict.PASSED : Verdict.FAILED;
          case FAIL -> Verdict.FAILED;
          default -> null;
        };
    String reason = verdict == Verdict.FAILED ? last(log) : null;
    return new CheckState.Run(verdict, reason, text("level"), log, Map.of(), Map.of());
  }

  /** Returns the last log line of a failing run: the original keeps no other reason. */
  private static @Nullable String last(List<String> log) {
    return log.stream()
        .filter(line -> !line.isBlank())
        .reduce((former, later) -> later)
        .map(String::strip)
        .orElse(null);
  }

  private @Nullable String text(String key) {
    Object value = data.get(key);
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  private @Nullable Instant time(String key) {
    return TimeText.parse(text(key), zone, site).orElse(null);
  }
}
