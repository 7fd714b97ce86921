package org.fletchck.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.junit.jupiter.api.Test;

/** Checks that can't be judged, or aren't run, for a while. */
class StateMachineHoldTest {

  private static final Policy THREE_IN_A_ROW = new Policy(3, 3, 1, true, true, null);

  @Test
  void keepsVerdictAndCountsWhileBlocked() {
    Play play = new Play(THREE_IN_A_ROW);
    play.passes();
    play.fails();
    CheckState before = play.state();
    Transition t = play.blockedBy("router");

    assertThat(t.change()).isEmpty();
    assertThat(t.decision()).isEqualTo("not notified: unreachable because of router");
    assertThat(t.after()).isEqualTo(before.withStatus(Status.UNREACHABLE).withBlockedBy("router"));
    assertThat(t.after().judged()).isEqualTo(Status.PASS);
  }

  @Test
  void keepsTheLogOfARunThatFailedBecauseOfItsDependency() {
    Play play = new Play(Policy.DEFAULT);
    play.passes();
    Transition t = play.failsBecauseOf("router");

    assertThat(t.after().status()).isEqualTo(Status.UNREACHABLE);
    assertThat(t.after().counts().failCount()).isZero();
    assertThat(t.after().lastRun().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(t.after().lastRun().log()).containsExactly("no route");
    assertThat(t.after().times().check()).isEqualTo(play.now());
  }

  @Test
  void continuesCountingFailuresAfterBeingBlocked() {
    Play play = new Play(THREE_IN_A_ROW);
    play.passes();
    play.fails();
    play.blockedBy("router");
    Transition second = play.fails();
    assertThat(second.after().status()).isEqualTo(Status.PASS);
    assertThat(second.after().blockedBy()).isNull();
    assertThat(second.after().counts().failCount()).isEqualTo(2);

    play.blockedBy("router");
    assertThat(play.fails().change()).contains(Change.FAILED);
  }

  @Test
  void notifiesOfFirstJudgementAfterBeingBlocked() {
    Play play = new Play(Policy.DEFAULT);
    play.blockedBy("router");
    assertThat(play.state().judged()).isEqualTo(Status.PENDING);

    assertThat(play.fails().change()).contains(Change.FAILED);
  }

  @Test
  void doesNotNotifyAgainOfSameFailureAfterBeingBlocked() {
    Play play = new Play(Policy.DEFAULT);
    play.fails("a");
    CheckState first = play.state();
    play.blockedBy("router");
    Transition t = play.fails("a");

    assertThat(t.change()).isEmpty();
    assertThat(t.after().status()).isEqualTo(Status.FAIL);
    assertThat(t.after().times().fail()).isEqualTo(first.times().fail());
    play.blockedBy("router");
    assertThat(play.fails("b").change()).contains(Change.MEMBERS);
  }

  @Test
  void notifiesOfRecoveryAfterBeingBlocked() {
    Play play = new Play(Policy.DEFAULT);
    play.fails();
    play.blockedBy("router");

    assertThat(play.passes().change()).contains(Change.RECOVERED);
  }

  @Test
  void restoresStatusWhenUnblockedWithoutRun() {
    Play play = new Play(Policy.DEFAULT);
    play.fails("a");
    CheckState before = play.state();
    play.blockedBy("router");
    Transition t = play.unblocked();

    assertThat(t.after()).isEqualTo(before);
    assertThat(t.change()).isEmpty();
    assertThat(play.unblocked().after()).isEqualTo(before);
  }

  @Test
  void doesNotKeepBlockerAsTrustFailure() {
    Play play = new Play(new Policy(1, 1, 2, true, true, null));
    play.fails();
    play.blockedBy("router");
    play.passes();

    assertThat(play.state().status()).isEqualTo(Status.FAIL);
    assertThat(play.state().blockedBy()).isNull();
  }

  @Test
  void marksSequenceUnreachableWhenMembersCannotBeJudged() {
    Play play = new Play(Policy.DEFAULT);
    play.fails("a");
    Transition t = play.ran(CheckResult.unreachable(List.of("b", "c")));

    assertThat(t.change()).isEmpty();
    assertThat(t.after().status()).isEqualTo(Status.UNREACHABLE);
    assertThat(t.after().judged()).isEqualTo(Status.FAIL);
    assertThat(t.after().members()).containsExactly("a");
    assertThat(t.after().blockedBy()).isEqualTo("b");
    assertThat(t.after().lastRun().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(play.fails("a").change()).isEmpty();
  }

  @Test
  void leavesTheStateAloneWhenThereWasNothingToJudge() {
    Play play = new Play(Policy.DEFAULT);
    play.fails();
    CheckState before = play.state();

    assertThat(play.ran(CheckResult.unreachable(List.of())).after()).isEqualTo(before);
  }

  @Test
  void keepsTheVerdictWhilePaused() {
    Play play = new Play(Policy.DEFAULT);
    play.ran(CheckResult.fail("expired").withTrustFailure(CheckResult.CERTIFICATE));
    CheckState before = play.state();
    Transition t = play.paused();
    assertThat(t.change()).isEmpty();
    assertThat(t.after()).isEqualTo(before.withStatus(Status.PAUSED));

    Transition back = play.unpaused();
    assertThat(back.change()).isEmpty();
    assertThat(back.after()).isEqualTo(before);
    assertThat(play.passes().change()).contains(Change.RECOVERED);
  }

  @Test
  void isPausedRatherThanUnreachable() {
    Play play = new Play(Policy.DEFAULT);
    play.passes();
    play.blockedBy("router");
    play.paused();
    assertThat(play.state().status()).isEqualTo(Status.PAUSED);
    assertThat(play.state().blockedBy()).isNull();

    play.blockedBy("router");
    play.unblocked();
    assertThat(play.state().status()).isEqualTo(Status.PAUSED);
    assertThat(play.unpaused().after().status()).isEqualTo(Status.PASS);
  }

  @Test
  void ignoresARunThatEndsAfterItWasPaused() {
    Play play = new Play(Policy.DEFAULT);
    play.passes();
    play.paused();
    CheckState before = play.state();

    Transition t = play.fails();
    assertThat(t.after()).isEqualTo(before);
    assertThat(t.decision()).isEqualTo("not counted: paused");
    assertThat(play.uncounted().after()).isEqualTo(before);
  }

  @Test
  void ignoresUnpauseWhenNotPaused() {
    Play play = new Play(Policy.DEFAULT);
    play.blockedBy("router");

    assertThat(play.unpaused().after().status()).isEqualTo(Status.UNREACHABLE);
  }
}
