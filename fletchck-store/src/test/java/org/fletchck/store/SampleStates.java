package org.fletchck.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.CheckTarget;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.SavedCheck;

/** Things to keep. */
final class SampleStates {

  static final Instant NOW = Instant.parse("2026-11-21T01:02:03.456Z");

  private SampleStates() {}

  static SavedCheck check(String id) {
    return check(id, CheckState.UNKNOWN);
  }

  static SavedCheck check(String id, CheckState state) {
    return new SavedCheck(id, "check " + id, new CheckTarget("disk", "h 443"), state);
  }

  static OutboxEntry entry(String id) {
    return entry(id, "mail");
  }

  static OutboxEntry entry(String id, String action) {
    return new OutboxEntry(
        id, action, "lane", notification(), NOW, 0, 0, NOW, Set.of(), null, null);
  }

  /** A state that uses all there is. */
  static CheckState richState() {
    return CheckState.UNKNOWN
        .withStatus(Status.FAIL)
        .withStatus(Status.UNREACHABLE)
        .withCounts(new CheckState.Counts(3, List.of(Verdict.FAILED, Verdict.PASSED)))
        .withMembers(List.of("b", "a"))
        .withBlockedBy("router")
        .withLastRun(
            new CheckState.Run(
                Verdict.FAILED,
                "refused",
                "91%",
                List.of("line \u00fc\n"),
                Map.of("connect", Duration.ofNanos(1_234_567)),
                Map.of("issuer", "CN=x")))
        .withTimes(CheckState.Times.NEVER.withCheck(NOW).withFail(NOW).withNotified(NOW))
        .withLearned(Map.of("hostkey", "AAAA"));
  }

  static Notification notification() {
    return new Notification(
        "id-1",
        "id-1",
        "Site",
        new Notification.Subject("Home Cert", "cert", null, null),
        Change.FAILED,
        new Notification.Timing(NOW, NOW, Duration.ofMinutes(3), ZoneId.of("Australia/Adelaide")),
        new Notification.Finding(
            "refused",
            null,
            List.of("log"),
            new Notification.MemberChanges(List.of("a"), List.of(), List.of("c")),
            List.of("x")),
        false);
  }
}
