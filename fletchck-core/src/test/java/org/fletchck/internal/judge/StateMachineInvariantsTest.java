package org.fletchck.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Run;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.junit.jupiter.api.Test;

/** What must hold in every history, tried with many that are made up. */
class StateMachineInvariantsTest {

  private static final int HISTORIES = 10_000;

  @Test
  void holdsItsInvariantsInAnyHistory() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      Policy policy = policy(random);
      Play play = new Play(policy);
      List<String> sent = new ArrayList<>();
      Change last = Change.RECOVERED;
      for (int i = random.nextInt(40); i >= 0; i--) {
        Transition t = event(play, random);
        sent.add(t.decision());
        String history = "seed " + seed + " " + policy + " " + sent;
        assertStateIsSound(t.after(), policy, history);
        assertNotificationFitsStatus(t, history);
        if (t.notified() != null) {
          assertThat(t.notified() == Change.FAILED)
              .as("begins to fail after it passed: %s", history)
              .isEqualTo(last == Change.RECOVERED);
          last = t.notified();
        }
      }
    }
  }

  private static void assertStateIsSound(CheckState s, Policy p, String history) {
    assertThat(s.judged()).as(history).isIn(Status.PENDING, Status.PASS, Status.FAIL);
    assertThat(s.status().isJudged() ? s.status() : s.judged()).as(history).isEqualTo(s.judged());
    assertThat(s.counts().recent().size())
        .as(history)
        .isLessThanOrEqualTo(Math.max(p.window(), p.recovery()));
    assertThat(s.times().notified() != null).as(history).isEqualTo(s.judged() == Status.FAIL);
    if (s.judged() != Status.FAIL) {
      assertThat(s.members()).as(history).isEmpty();
    }
  }

  private static void assertNotificationFitsStatus(Transition t, String history) {
    boolean changed = t.before().judged() != t.after().judged() && t.after().times().fail() != null;
    assertThat(t.notified() == Change.FAILED || t.notified() == Change.RECOVERED)
        .as(history)
        .isEqualTo(changed);
    assertThat(t.decision().startsWith("notified: ")).as(history).isEqualTo(t.notified() != null);
    t.change()
        .ifPresent(c -> assertThat(t.after().status().name()).as(history).isEqualTo(c.word()));
  }

  /** Both actions are on: without one of them its notifications are missing from the order. */
  private static Policy policy(Random random) {
    int threshold = 1 + random.nextInt(3);
    Duration reminder = random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(9));
    return new Policy(
        threshold, threshold + random.nextInt(3), 1 + random.nextInt(3), true, true, reminder);
  }

  private static Transition event(Play play, Random random) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> passing(play);
      case 3, 4 -> play.fails();
      case 5 -> play.fails(random.nextBoolean() ? "a" : "b");
      case 6 -> random.nextBoolean() ? play.uncounted() : play.failsBecauseOf("router");
      case 7 -> play.blockedBy("router");
      case 8 -> play.unblocked();
      case 9 -> random.nextBoolean() ? play.paused() : play.ran(unreachable(random));
      case 10 -> play.unpaused();
      default -> play.reported(report(random));
    };
  }

  private static Transition passing(Play play) {
    Transition t = play.passes();
    if (t.before().status() != Status.PAUSED) {
      assertThat(t.after().counts().failCount()).as("failCount after a passing run").isZero();
    }
    return t;
  }

  private static CheckResult unreachable(Random random) {
    return CheckResult.unreachable(random.nextBoolean() ? List.of() : List.of("a"));
  }

  private static Report report(Random random) {
    boolean fails = random.nextBoolean();
    List<String> members = fails && random.nextBoolean() ? List.of("a") : List.of();
    String blockedBy = random.nextInt(4) == 0 ? "far router" : null;
    Run run = Play.log(Verdict.PASSED, "sent");
    return new Report(fails, members, random.nextInt(4), 2, blockedBy, null, run, null, false);
  }
}
