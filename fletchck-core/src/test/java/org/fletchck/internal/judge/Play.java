package org.fletchck.internal.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Run;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;

/** Plays events to the state machine, a minute apart, each on the state that the last one left. */
final class Play {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final Policy policy;
  private CheckState state;
  private Instant now = START;

  Play(Policy policy) {
    this(policy, CheckState.UNKNOWN);
  }

  Play(Policy policy, CheckState state) {
    this.policy = policy;
    this.state = state;
  }

  /** Returns the parts of a run that the machine keeps, with one line of log. */
  static Run log(Verdict verdict, String line) {
    return new Run(verdict, line, null, List.of(line), Map.of(), Map.of());
  }

  CheckState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  Transition passes() {
    return ran(CheckResult.pass());
  }

  Transition fails() {
    return ran(CheckResult.fail("down"));
  }

  Transition fails(String... members) {
    return ran(CheckResult.failing(List.of(members)));
  }

  Transition ran(CheckResult result) {
    Run run = log(result.verdict(), result.toString());
    return event(s -> StateMachine.ran(s, result, run, policy, now));
  }

  Transition uncounted() {
    Run run = log(Verdict.FAILED, "perhaps down");
    return event(s -> StateMachine.uncounted(s, run, "second opinion in 15 s", now));
  }

  Transition blockedBy(String name) {
    return event(s -> StateMachine.blocked(s, name, null, now));
  }

  Transition failsBecauseOf(String name) {
    Run run = log(Verdict.FAILED, "no route");
    return event(s -> StateMachine.blocked(s, name, run, now));
  }

  Transition unblocked() {
    return event(s -> StateMachine.unblocked(s, now));
  }

  Transition paused() {
    return event(s -> StateMachine.paused(s, now));
  }

  Transition unpaused() {
    return event(s -> StateMachine.unpaused(s, now));
  }

  Transition reported(Report report) {
    return event(s -> StateMachine.reported(s, report, policy, now));
  }

  /** Lets time pass before the next event, apart from the minute that always passes. */
  Play later(Duration time) {
    now = now.plus(time);
    return this;
  }

  private Transition event(Function<CheckState, Transition> machine) {
    now = now.plusSeconds(60);
    Transition t = machine.apply(state);
    state = t.after();
    return t;
  }
}
