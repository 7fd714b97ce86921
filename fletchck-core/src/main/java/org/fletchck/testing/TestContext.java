package org.fletchck.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadline;
import org.fletchck.schedule.Deadlines;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.MemberState;

/**
 * A context for one run of a check, or one attempt of an action, in a test, with a real deadline.
 * Use it on the thread that created it, and close it when the run is over.
 */
public final class TestContext implements CheckContext, ActionContext, AutoCloseable {

  private final Deadlines deadlines = new Deadlines();
  private final BlockingCalls calls = new BlockingCalls();
  private final Deadline deadline;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Duration> phases = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<String> done = new HashSet<>();
  private CheckState previous = CheckState.UNKNOWN;
  private Duration silence = Duration.ZERO;
  private InstantSource clock = InstantSource.system();
  private Function<String, MemberState> members =
      name -> {
        throw new IllegalStateException("no member " + name + " was set in this context");
      };

  private TestContext(Duration limit) {
    deadline = deadlines.start(limit);
  }

  /** Starts a run that must end within this time. */
  public static TestContext withTimeout(Duration limit) {
    return new TestContext(limit);
  }

  /** Sets the state before the run. */
  public TestContext previous(CheckState state) {
    previous = state;
    return this;
  }

  /** Sets how long there has been no report. */
  public TestContext silence(Duration time) {
    silence = time;
    return this;
  }

  /** Sets the clock of the run. */
  public TestContext clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** Sets the function that returns the states of members. */
  public TestContext members(Function<String, MemberState> answers) {
    members = answers;
    return this;
  }

  /** Returns the lines logged so far. */
  public List<String> lines() {
    return List.copyOf(log);
  }

  /** Returns the phases recorded so far, in order. */
  public Map<String, Duration> phases() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }

  /** Returns whether the deadline ended the run. */
  public boolean passed() {
    return deadline.passed();
  }

  @Override
  public void log(String line) {
    log.add(line);
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Duration remaining() {
    return deadline.remaining();
  }

  @Override
  public <T extends AutoCloseable> T closeAtDeadline(T resource) {
    return deadline.closeAtDeadline(resource);
  }

  @Override
  public List<InetAddress> resolve(String host) throws IOException {
    return deadline.outside(() -> calls.resolve(host));
  }

  @Override
  public <T> T callBlocking(String key, Callable<T> call) throws Exception {
    return calls.call(key, deadline.remaining(), call);
  }

  @Override
  public void phase(String name, Duration took) {
    phases.put(name, took);
  }

  @Override
  public Duration silence() {
    return silence;
  }

  @Override
  public CheckState previous() {
    return previous;
  }

  @Override
  public List<MemberState> runAll(List<String> checks) {
    return checks.stream().map(members).toList();
  }

  @Override
  public <T> T await(Callable<T> wait) throws Exception {
    return deadline.outside(wait::call);
  }

  @Override
  public boolean done(String part) {
    return done.contains(part);
  }

  @Override
  public void markDone(String part) {
    done.add(part);
  }

  @Override
  public void close() {
    deadline.close();
    deadlines.close();
    calls.close();
  }
}
