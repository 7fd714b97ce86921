package org.fletchck;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadline;
import org.fletchck.spi.RunContext;

/** What one try has at hand, of a check or of an action. */
abstract class RunView implements RunContext {

  /** A plugin that logs without end must not fill the memory. */
  private static final int LINES = 1_000;

  private static final int LINE_LENGTH = 4_000;

  private final InstantSource clock;
  private final BlockingCalls calls;
  private final List<String> lines = new ArrayList<>();
  final Deadline deadline;

  RunView(InstantSource clock, Deadline deadline, BlockingCalls calls) {
    this.clock = clock;
    this.deadline = deadline;
    this.calls = calls;
  }

  @Override
  public void log(String line) {
    synchronized (lines) {
      if (lines.size() < LINES) {
        lines.add(line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "...");
      }
    }
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
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
}
