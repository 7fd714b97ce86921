package org.fletchck.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Run;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateMachineReportTest {

  private static final Report PASSING = report(false, 0, null);
  private static final Report FAILING = report(true, 3, null);

  @Test
  void adoptsStatusJudgedBySender() {
    Play play = new Play(new Policy(5, 5, 5, true, true, null));
    assertThat(play.reported(PASSING).change()).isEmpty();
    assertThat(play.state().status()).isEqualTo(Status.PASS);

    Transition t = play.reported(FAILING);
    assertThat(t.change()).contains(Change.FAILED);
    assertThat(t.after().counts().failCount()).isEqualTo(3);
    assertThat(t.after().lastRun().log()).containsExactly("sent");
    assertThat(t.after().lastRun().verdict()).isEqualTo(Verdict.FAILED);

    assertThat(play.reported(PASSING).change()).contains(Change.RECOVERED);
  }

  @Test
  void notifiesOfFirstReportOnlyIfItFails() {
    assertThat(new Play(Policy.DEFAULT).reported(FAILING).change()).contains(Change.FAILED);
    assertThat(new Play(Policy.DEFAULT).reported(PASSING).change()).isEmpty();
  }

  @Test
  void notifiesOfChangedMembersInReport() {
    Play play = new Play(Policy.DEFAULT);
    play.reported(failing("a", "b"));

    assertThat(play.reported(failing("b", "a")).change()).isEmpty();
    assertThat(play.reported(failing("a")).change()).contains(Change.MEMBERS);
    assertThat(play.state().members()).containsExactly("a");
  }

  @Test
  void obeysItsOwnActionFlags() {
    Play play = new Play(new Policy(1, 1, 1, false, false, null));

    assertThat(play.reported(FAILING).change()).isEmpty();
    assertThat(play.reported(PASSING).change()).isEmpty();
  }

  @Test
  void waitsForTheThresholdOfTheSender() {
    Play play = new Play(Policy.DEFAULT);
    Transition t = play.reported(report(true, 2, null));

    assertThat(t.after().status()).isEqualTo(Status.PENDING);
    assertThat(t.decision()).isEqualTo("not notified: 2 of 3 failing runs");
  }

  @Test
  void recordsFailedLastRunWhileSenderStillPasses() {
    Play play = new Play(Policy.DEFAULT);
    Transition t = play.reported(report(false, 2, CheckResult.CERTIFICATE));

    assertThat(t.after().status()).isEqualTo(Status.PASS);
    assertThat(t.after().counts().failCount()).isEqualTo(2);
    assertThat(t.after().lastRun().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(t.after().trustFailure()).isEqualTo(CheckResult.CERTIFICATE);
  }

  @Test
  void isUnreachableWhenTheSenderNamesABlocker() {
    Play play = new Play(Policy.DEFAULT);
    play.reported(failing("a"));
    Transition t = play.reported(blocked("router"));

    assertThat(t.change()).isEmpty();
    assertThat(t.after().status()).isEqualTo(Status.UNREACHABLE);
    assertThat(t.after().blockedBy()).isEqualTo("router");
    assertThat(t.after().lastRun().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(t.after().counts().failCount()).isEqualTo(3);
    assertThat(play.reported(failing("a")).change()).isEmpty();
    play.reported(blocked("router"));
    assertThat(play.reported(PASSING).change()).contains(Change.RECOVERED);
  }

  @Test
  void distinguishesTrustFailureFromBlocker() {
    Play play = new Play(Policy.DEFAULT);
    play.reported(report(true, 3, CheckResult.HOSTKEY));
    assertThat(play.state().status()).isEqualTo(Status.FAIL);
    assertThat(play.state().trustFailure()).isEqualTo(CheckResult.HOSTKEY);

    play.reported(report(false, 0, CheckResult.HOSTKEY));
    assertThat(play.state().trustFailure()).isNull();
  }

  @Test
  void judgesMissingReportsByItsOwnThreshold() {
    Play play = new Play(new Policy(2, 2, 1, true, true, null));
    play.reported(PASSING);
    Instant heard = play.now();
    assertThat(play.fails().change()).isEmpty();
    assertThat(play.fails().change()).contains(Change.FAILED);
    assertThat(play.state().times().report()).isEqualTo(heard);

    assertThat(play.reported(PASSING).change()).contains(Change.RECOVERED);
  }

  @Test
  void keepsStatusWhilePausedButRecordsReport() {
    Play play = new Play(Policy.DEFAULT);
    play.reported(PASSING);
    play.paused();
    Transition t = play.reported(FAILING);
    assertThat(t.change()).isEmpty();
    assertThat(t.after().status()).isEqualTo(Status.PAUSED);
    assertThat(t.after().times().report()).isEqualTo(play.now());

    play.unpaused();
    assertThat(play.state().status()).isEqualTo(Status.PASS);
    assertThat(play.reported(FAILING).change()).contains(Change.FAILED);
  }

  @Test
  void recordsArrivalTimeOfLiveReport() {
    Instant hourAgo = Play.START.minusSeconds(3600);
    CheckState s = after(CheckState.UNKNOWN, sent(hourAgo, false));

    assertThat(s.times().report()).isEqualTo(Play.START);
    assertThat(s.times().check()).isEqualTo(hourAgo);
  }

  @Test
  void recordsArrivalTimeOfNewRetainedReport() {
    Instant hourAgo = Play.START.minusSeconds(3600);
    CheckState s = after(CheckState.UNKNOWN, sent(hourAgo, true));

    assertThat(s.times().report()).isEqualTo(Play.START);
    assertThat(s.times().check()).isEqualTo(hourAgo);
  }

  @Test
  void neverRecordsCheckTimeInTheFuture() {
    Instant ahead = Play.START.plusSeconds(3600);
    CheckState s = after(CheckState.UNKNOWN, sent(ahead, true));

    assertThat(s.times().report()).isEqualTo(Play.START);
    assertThat(s.times().check()).isEqualTo(Play.START);
  }

  @Test
  void recognizesRepeatedReportsEvenIfSendersClockIsAhead() {
    for (Instant time : List.of(Play.START.minusSeconds(60), Play.START.plusSeconds(3600))) {
      CheckState s = after(CheckState.UNKNOWN, sent(time, false));
      assertThat(new ReceivedReport(sent(time, true)).isOld(s)).isTrue();
      assertThat(new ReceivedReport(sent(time, true)).isNew(s)).isFalse();
      assertThat(new ReceivedReport(sent(time, false)).isOld(s)).isFalse();
      assertThat(new ReceivedReport(sent(time, false)).isNew(s)).isFalse();
      assertThat(new ReceivedReport(sent(time.minusSeconds(1), true)).isOld(s)).isTrue();
      assertThat(new ReceivedReport(sent(time.minusSeconds(1), false)).isNew(s)).isTrue();
      assertThat(new ReceivedReport(sent(time.plusSeconds(1), true)).isOld(s)).isFalse();
      assertThat(new ReceivedReport(sent(time.plusSeconds(1), true)).isNew(s)).isTrue();
    }
  }

  @Test
  void treatsRetainedReportWithoutTimeAsNewOnlyIfFirst() {
    Report timeless = sent(null, true);
    assertThat(new ReceivedReport(timeless).isNew(CheckState.UNKNOWN)).isTrue();
    CheckState s = after(CheckState.UNKNOWN, timeless);
    assertThat(s.times().report()).isEqualTo(Play.START);

    assertThat(new ReceivedReport(timeless).isNew(s)).isFalse();
    assertThat(new ReceivedReport(timeless).isOld(s)).isFalse();
    assertThat(new ReceivedReport(sent(null, false)).isNew(s)).isTrue();
  }

  /** The words are those of users' databases, whatever the constants are called. */
  @ParameterizedTest
  @ValueSource(strings = {"CANNOT_TELL", "UNKNOWN"})
  void recognizesRepeatedReportOfStoredState(String stored) {
    Report report =
        new Report(true, List.of(), 1, 1, "router", null, run(), Play.START.minusSeconds(60), true);
    CheckState s = after(CheckState.UNKNOWN, report);
    assertThat(s.learned()).containsValue(report.lastCheck() + " CANNOT_TELL");

    Map<String, String> learned = Map.of(CheckState.REPORTED, report.lastCheck() + " " + stored);
    assertThat(new ReceivedReport(report).isOld(s.withLearned(learned))).isTrue();
  }

  private static CheckState after(CheckState s, Report report) {
    return StateMachine.reported(s, report, Policy.DEFAULT, Play.START).after();
  }

  private static Report blocked(String by) {
    return new Report(true, List.of(), 7, 3, by, null, run(), null, false);
  }

  private static Report report(boolean failState, int failCount, @Nullable String trustFailure) {
    return new Report(failState, List.of(), failCount, 3, null, trustFailure, run(), null, false);
  }

  private static Report failing(String... members) {
    return new Report(true, List.of(members), 3, 3, null, null, run(), null, false);
  }

  private static Report sent(@Nullable Instant lastCheck, boolean retained) {
    return new Report(false, List.of(), 0, 1, null, null, run(), lastCheck, retained);
  }

  private static Run run() {
    return Play.log(Verdict.PASSED, "sent");
  }
}
