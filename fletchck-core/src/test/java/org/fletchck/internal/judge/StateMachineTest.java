package org.fletchck.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.junit.jupiter.api.Test;

class StateMachineTest {

  private static final Policy THREE_IN_A_ROW = new Policy(3, 3, 1, true, true, null);

  @Test
  void notifiesOfServiceDownFromStart() {
    Transition t = new Play(Policy.DEFAULT).fails();

    assertThat(t.after().status()).isEqualTo(Status.FAIL);
    assertThat(t.change()).contains(Change.FAILED);
    assertThat(t.decision()).isEqualTo("notified: first judgement, and it fails");
  }

  @Test
  void doesNotNotifyOfServiceUpFromStart() {
    Play play = new Play(Policy.DEFAULT);
    Transition t = play.passes();

    assertThat(t.after().status()).isEqualTo(Status.PASS);
    assertThat(t.change()).isEmpty();
    assertThat(t.decision()).isEqualTo("not notified: first judgement, and it passes");
    assertThat(t.after().times().pass()).isEqualTo(play.now());
  }

  @Test
  void staysPendingUntilTheThresholdIsReached() {
    Play play = new Play(THREE_IN_A_ROW);

    assertThat(play.fails().after().status()).isEqualTo(Status.PENDING);
    Transition second = play.fails();
    assertThat(second.after().status()).isEqualTo(Status.PENDING);
    assertThat(second.decision()).isEqualTo("not notified: 2 of 3 failing runs");
    assertThat(play.fails().change()).contains(Change.FAILED);
  }

  @Test
  void entersPassAtFirstPassingRunDespiteRecoveryThreshold() {
    Play play = new Play(new Policy(3, 3, 5, true, true, null));
    play.fails();

    assertThat(play.passes().after().status()).isEqualTo(Status.PASS);
  }

  @Test
  void countsNonconsecutiveFailuresWithinWindow() {
    Play play = new Play(new Policy(3, 5, 1, true, true, null));
    play.passes();
    play.fails();
    play.passes();
    play.fails();
    play.passes();
    Transition t = play.fails();

    assertThat(t.change()).contains(Change.FAILED);
    assertThat(t.after().counts().failCount()).isEqualTo(1);
  }

  @Test
  void forgetsFailuresThatLeaveTheWindow() {
    Play play = new Play(new Policy(3, 4, 1, true, true, null));
    play.passes();
    play.fails();
    play.passes();
    play.fails();
    play.passes();
    Transition t = play.fails();

    assertThat(t.after().status()).isEqualTo(Status.PASS);
    assertThat(t.decision()).isEqualTo("not notified: 2 of 3 failing runs");
    assertThat(t.after().counts().recent())
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.FAILED);
  }

  @Test
  void emptiesTheWindowOnEnteringPass() {
    Play play = new Play(new Policy(2, 9, 1, true, true, null));
    play.fails();
    play.passes();
    assertThat(play.fails().after().status()).isEqualTo(Status.PASS);
    assertThat(play.fails().after().status()).isEqualTo(Status.FAIL);
    play.passes();

    assertThat(play.state().counts().recent()).isEmpty();
    assertThat(play.fails().after().status()).isEqualTo(Status.PASS);
  }

  @Test
  void recoversAfterRequiredConsecutivePassingRuns() {
    Play play = new Play(new Policy(1, 1, 3, true, true, null));
    play.fails("a");
    play.passes();
    Transition second = play.passes();
    assertThat(second.after().status()).isEqualTo(Status.FAIL);
    assertThat(second.after().members()).containsExactly("a");
    assertThat(second.after().counts().failCount()).isZero();
    assertThat(second.decision()).isEqualTo("not notified: 2 of 3 passing runs");

    assertThat(play.fails("a").decision()).isEqualTo("not notified: fails as before");
    play.passes();
    play.passes();
    Transition t = play.passes();
    assertThat(t.after().status()).isEqualTo(Status.PASS);
    assertThat(t.after().members()).isEmpty();
    assertThat(t.change()).contains(Change.RECOVERED);
  }

  @Test
  void comparesMembersAsSets() {
    Play play = new Play(Policy.DEFAULT);
    play.fails("a", "b");

    assertThat(play.fails("b", "a").change()).isEmpty();
    assertThat(play.state().members()).containsExactly("b", "a");
    Transition t = play.fails("b", "c");
    assertThat(t.change()).contains(Change.MEMBERS);
    assertThat(t.decision()).isEqualTo("notified: other members fail");
  }

  @Test
  void keepsTheTimeOfTheFailureWhenOnlyItsMembersChange() {
    Play play = new Play(Policy.DEFAULT);
    play.fails("a");
    CheckState first = play.state();
    play.fails("b");

    assertThat(play.state().times().fail()).isEqualTo(first.times().fail());
    assertThat(play.state().times().notified()).isEqualTo(play.now());
  }

  @Test
  void doesNotNotifyOfFailureWhenFailActionIsOff() {
    Play play = new Play(new Policy(1, 1, 1, false, true, Duration.ofSeconds(1)));
    Transition first = play.fails("a");
    assertThat(first.change()).isEmpty();
    assertThat(first.decision()).isEqualTo("not notified: failAction is off");
    assertThat(first.after().times().notified()).isNull();

    assertThat(play.fails("b").change()).isEmpty();
    assertThat(play.fails("b").change()).isEmpty();
    assertThat(play.passes().change()).contains(Change.RECOVERED);
  }

  @Test
  void doesNotNotifyOfRecoveryWhenPassActionIsOff() {
    Play play = new Play(new Policy(1, 1, 1, true, false, null));
    play.fails();
    Transition t = play.passes();

    assertThat(t.after().status()).isEqualTo(Status.PASS);
    assertThat(t.change()).isEmpty();
    assertThat(t.decision()).isEqualTo("not notified: passAction is off");
  }

  @Test
  void clearsNotificationTimeOnRecovery() {
    Play play = new Play(Policy.DEFAULT);
    play.fails();
    assertThat(play.state().times().notified()).isEqualTo(play.now());
    play.passes();

    assertThat(play.state().times().notified()).isNull();
    assertThat(play.state().times().fail()).isEqualTo(Play.START.plusSeconds(60));
  }

  @Test
  void keepsTrustFailureUntilRecovery() {
    CheckResult expired = CheckResult.fail("expired").withTrustFailure(CheckResult.CERTIFICATE);
    Play play = new Play(new Policy(2, 2, 2, true, true, null));
    play.ran(expired);
    assertThat(play.state().trustFailure()).isEqualTo(CheckResult.CERTIFICATE);
    play.ran(expired);
    play.passes();
    assertThat(play.state().status()).isEqualTo(Status.FAIL);
    assertThat(play.state().trustFailure()).isEqualTo(CheckResult.CERTIFICATE);
    play.passes();
    assertThat(play.state().trustFailure()).isNull();
  }

  @Test
  void clearsTrustFailureWhenFailingForAnotherReason() {
    Play play = new Play(Policy.DEFAULT);
    play.ran(CheckResult.fail("other key").withTrustFailure(CheckResult.HOSTKEY));
    Transition t = play.fails();

    assertThat(t.after().trustFailure()).isNull();
    assertThat(t.change()).contains(Change.KIND);
    assertThat(play.fails().change()).isEmpty();
  }

  @Test
  void notifiesOfNewFailureKindOnceAfterThreshold() {
    Play play = new Play(new Policy(2, 2, 1, true, true, null));
    CheckResult expired = CheckResult.fail("expired").withTrustFailure(CheckResult.CERTIFICATE);
    play.fails();
    play.fails();

    assertThat(play.ran(expired).change()).isEmpty();
    assertThat(play.fails().change()).as("one bad node of a balancer").isEmpty();
    assertThat(play.ran(expired).change()).isEmpty();
    assertThat(play.ran(expired).change()).contains(Change.KIND);
    assertThat(play.fails().change()).isEmpty();
    assertThat(play.fails().change()).as("the first kind was notified").isEmpty();
    play.passes();
    assertThat(play.state().kinds()).isEmpty();
  }

  @Test
  void keepsMembersWhenARunNamesNone() {
    Play play = new Play(Policy.DEFAULT);
    play.fails("a", "b");

    assertThat(play.fails().change()).isEmpty();
    assertThat(play.state().members()).containsExactly("a", "b");
  }

  @Test
  void mergesLearnedValues() {
    Play play = new Play(Policy.DEFAULT);
    play.ran(CheckResult.pass().learned("hostkey", "k1").learned("banner", "b"));
    play.ran(CheckResult.fail("down").learned("hostkey", "k2"));

    assertThat(play.state().learned()).isEqualTo(Map.of("hostkey", "k2", "banner", "b"));
  }

  @Test
  void recordsRunWithVerdictOfItsResult() {
    Run run =
        new Run(
            null,
            "91% used",
            "91%",
            List.of("/: 91%"),
            Map.of("total", Duration.ofMillis(3)),
            Map.of("volume", "/"));
    Transition t =
        StateMachine.ran(
            CheckState.UNKNOWN, CheckResult.fail("91% used"), run, Policy.DEFAULT, Play.START);

    assertThat(t.after().lastRun())
        .isEqualTo(
            new Run(Verdict.FAILED, "91% used", "91%", run.log(), run.phases(), run.details()));
    assertThat(t.after().times().check()).isEqualTo(Play.START);
  }

  @Test
  void recordsRunAwaitingConfirmationWithoutJudgingIt() {
    Play play = new Play(Policy.DEFAULT);
    play.passes();
    CheckState before = play.state();
    Transition t = play.uncounted();

    assertThat(t.change()).isEmpty();
    assertThat(t.decision()).isEqualTo("not counted: second opinion in 15 s");
    assertThat(t.after())
        .isEqualTo(
            before
                .withLastRun(Play.log(Verdict.FAILED, "perhaps down"))
                .withTimes(before.times().withCheck(play.now())));
  }
}
