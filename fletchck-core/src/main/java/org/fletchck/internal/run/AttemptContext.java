package org.fletchck.internal.run;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fletchck.internal.RunView;
import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadline;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.MemberState;
import org.jspecify.annotations.Nullable;

/** The context of one attempt of a check. */
final class AttemptContext extends RunView implements CheckContext {

  private final CheckState previous;
  private final Duration silence;
  private final ZoneId zone;
  private final Function<List<String>, List<MemberState>> members;
  private final Map<String, Duration> phases = new LinkedHashMap<>();
  private @Nullable String lastPhase;

  AttemptContext(
      InstantSource clock,
      Deadline deadline,
      BlockingCalls calls,
      UnaryOperator<String> withoutSecrets,
      CheckState previous,
      Duration silence,
      ZoneId zone,
      Function<List<String>, List<MemberState>> members) {
    super(clock, deadline, calls, withoutSecrets);
    this.previous = previous;
    this.silence = silence;
    this.zone = zone;
    this.members = members;
  }

  @Override
  public synchronized void phase(String name, Duration took) {
    lastPhase = shown(name);
    phases.merge(lastPhase, took, Duration::plus);
  }

  synchronized Map<String, Duration> phases() {
    return new LinkedHashMap<>(phases);
  }

  synchronized @Nullable String lastPhase() {
    return lastPhase;
  }

  @Override
  public CheckState previous() {
    return previous;
  }

  @Override
  public Duration silence() {
    return silence;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public List<MemberState> runAll(List<String> checks) {
    return deadline.outside(() -> members.apply(checks));
  }

  @Override
  public <T> T await(Callable<T> wait) throws Exception {
    return deadline.outside(wait::call);
  }
}
