package org.fletchck.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadline;
import org.fletchck.spi.CleanText;
import org.fletchck.spi.RunContext;

/** The context of one attempt, of a check or of an action. */
public abstract class RunView implements RunContext {

  /** A plugin that logs without end must not fill the memory. */
  private static final int LINES = 1_000;

  private static final int LINE_LENGTH = 4_000;

  private final InstantSource clock;
  private final BlockingCalls calls;
  private final UnaryOperator<String> withoutSecrets;
  private final List<String> lines = new ArrayList<>();
  public final Deadline deadline;

  public RunView(
      InstantSource clock,
      Deadline deadline,
      BlockingCalls calls,
      UnaryOperator<String> withoutSecrets) {
    this.clock = clock;
    this.deadline = deadline;
    this.calls = calls;
    this.withoutSecrets = withoutSecrets;
  }

  @Override
  public void log(String line) {
    String shown = // cut last, because half a secret isn't found
        cut(withoutSecrets.apply(CleanText.of(cut(line, 2 * LINE_LENGTH))), LINE_LENGTH);
    synchronized (lines) {
      if (lines.size() < LINES) {
        lines.add(shown);
      }
    }
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }

  /** Returns a text as it may be shown: one line, without secrets and terminal controls. */
  public String shown(String text) {
    return withoutSecrets.apply(CleanText.line(text));
  }

  public List<String> lines() {
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
