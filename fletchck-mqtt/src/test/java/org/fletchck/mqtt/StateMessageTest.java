package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.mqtt.StateMessage.Data;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Counts;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMessageTest {

  private static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");
  private static final Instant LOOKED = Instant.parse("2026-11-21T01:17:05.250Z");
  private static final CheckConfig CHECK = CheckConfig.of("web", "https").threshold(3);

  private static CheckState state(Status status, int failCount, String reason) {
    CheckState.Run run =
        new CheckState.Run(
            Verdict.FAILED, reason, "91%", List.of("looked", "why"), Map.of(), Map.of());
    return CheckState.UNKNOWN
        .withStatus(status)
        .withCounts(new Counts(failCount, List.of()))
        .withLastRun(run)
        .withTimes(CheckState.Times.NEVER.withCheck(LOOKED).withFail(LOOKED));
  }

  private static Data data(CheckState state) {
    return StateMessage.of(CHECK, state, ADELAIDE, null).data();
  }

  @Test
  void raisesFailCountToThresholdWhileFailing() {
    Data data = data(state(Status.FAIL, 1, "why"));

    assertThat(data.failState()).isTrue();
    assertThat(data.failCount()).isEqualTo(3);
    assertThat(data.threshold()).isEqualTo(3);
  }

  @Test
  void putsReasonFirstInLog() {
    assertThat(data(state(Status.FAIL, 3, "why")).log()).containsExactly("why", "looked");
    assertThat(data(state(Status.FAIL, 3, "other")).log())
        .containsExactly("other", "looked", "why");
  }

  @Test
  void writesTimesWithTheirOffset() {
    Data data = data(state(Status.FAIL, 3, "why"));

    assertThat(data.lastCheck()).isEqualTo("2026-11-21T11:47:05+10:30");
    assertThat(data.lastFail()).isEqualTo("2026-11-21T11:47:05+10:30");
    assertThat(data.lastPass()).isNull();
  }

  @Test
  void failsWithNameOfBlockingDependency() {
    Data data = data(state(Status.UNREACHABLE, 0, "old").withBlockedBy("router"));

    assertThat(data.failState()).isTrue();
    assertThat(data.softFail()).isEqualTo("router");
    assertThat(data.log()).containsExactly("unreachable because of router");
  }

  @Test
  void keepsOriginalFromNotifyingWhileBlocked() {
    CheckState kept = state(Status.FAIL, 1, "old");
    for (int threshold : new int[] {1, 2, 4}) {
      CheckConfig check = CHECK.threshold(threshold);
      for (Status before : List.of(Status.PENDING, Status.PASS, Status.FAIL)) {
        CheckState blocked =
            kept.withStatus(before).withStatus(Status.UNREACHABLE).withBlockedBy("router");
        int count = StateMessage.of(check, blocked, ADELAIDE, null).data().failCount();
        assertThat(count >= threshold)
            .as("%s of %s", before, threshold)
            .isEqualTo(before == Status.FAIL);
      }
    }
  }

  @Test
  void doesNotFailWhilePausedOrPending() {
    Data paused = data(state(Status.PAUSED, 5, "why").withTrustFailure(CheckResult.CERTIFICATE));
    assertThat(paused.failState()).isFalse();
    assertThat(paused.failCount()).isZero();
    assertThat(paused.softFail()).isNull();

    assertThat(data(CheckState.UNKNOWN).failState()).isFalse();
    assertThat(data(CheckState.UNKNOWN).lastCheck()).isNull();
  }

  @Test
  void includesFailuresBelowThresholdAndTrustFailures() {
    Data data = data(state(Status.PASS, 2, "why").withTrustFailure(CheckResult.CERTIFICATE));

    assertThat(data.failState()).isFalse();
    assertThat(data.failCount()).isEqualTo(2);
    assertThat(data.softFail()).isEqualTo("certificate");
  }

  @Test
  void namesFailingMembersOnlyWhileFailing() {
    CheckState failing = state(Status.FAIL, 1, "failing: a, b").withMembers(List.of("a", "b"));

    assertThat(data(failing).members()).containsExactly("a", "b");
    assertThat(data(failing.withStatus(Status.UNREACHABLE)).members()).isEmpty();
  }

  @Test
  void reportsDueTimeAsLastCheckWhenNotRun() {
    Data data =
        StateMessage.of(CHECK, state(Status.PAUSED, 0, "why"), ADELAIDE, LOOKED.plusSeconds(60))
            .data();

    assertThat(data.lastCheck()).isEqualTo("2026-11-21T11:48:05+10:30");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T11:47:05+10:30, 2026-11-21T01:17:05Z",
    "21 Nov 2026 11:47 ACDT, 2026-11-21T01:17:00Z",
    "21 Nov 2026 11:47 AEDT, 2026-11-21T00:47:00Z",
    "21 Nov 2026 11:47 UTC, 2026-11-21T11:47:00Z",
    "21 Nov 2026 11:47 PST,",
    "21 Nov 2026 11:47,",
    "yesterday,"
  })
  void readsTimesOnlyInKnownZones(String text, @Nullable Instant time) {
    Data data = new Data(1, false, List.of(), 0, List.of(), null, text, null, null, null);
    ZoneId sydney = ZoneId.of("Australia/Sydney");

    assertThat(new StateMessage("a", null, data).report(ADELAIDE, sydney, true).lastCheck())
        .isEqualTo(time);
  }

  @Test
  void forwardsTypeOfSender() {
    CheckConfig far = CheckConfig.of("far", "remote").with("subType", "disk");

    assertThat(StateMessage.of(far, CheckState.UNKNOWN, ADELAIDE, null).type()).isEqualTo("disk");
    assertThat(StateMessage.of(CHECK, CheckState.UNKNOWN, ADELAIDE, null).type())
        .isEqualTo("https");
  }
}
