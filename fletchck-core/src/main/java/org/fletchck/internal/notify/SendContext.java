package org.fletchck.internal.notify;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fletchck.internal.RunView;
import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadline;
import org.fletchck.spi.ActionContext;
import org.jspecify.annotations.Nullable;

/** The context of one attempt of an action. */
final class SendContext extends RunView implements ActionContext {

  private final Set<String> done;
  private final @Nullable Set<String> only;
  private final Set<String> open = new HashSet<>();
  private boolean held;

  /**
   * Creates a context.
   *
   * @param done parts that are done
   * @param only the parts that may be done now; null for all
   */
  SendContext(
      InstantSource clock,
      Deadline deadline,
      BlockingCalls calls,
      UnaryOperator<String> withoutSecrets,
      Set<String> done,
      @Nullable Set<String> only) {
    super(clock, deadline, calls, withoutSecrets);
    this.done = new HashSet<>(done);
    this.only = only;
  }

  @Override
  public synchronized boolean done(String part) {
    if (done.contains(part)) {
      return true;
    }
    if (only != null && !only.contains(part)) {
      held = true;
      return true;
    }
    open.add(part);
    return false;
  }

  @Override
  public synchronized void markDone(String part) {
    done.add(part);
  }

  /** Returns the parts that the action marked as done. */
  synchronized Set<String> done() {
    return Set.copyOf(done);
  }

  /** Returns the parts that are done if the action did all that it was asked for. */
  synchronized Set<String> doneIfAll() {
    Set<String> all = new HashSet<>(done);
    all.addAll(open);
    return Set.copyOf(all);
  }

  /** Returns whether there are parts that could not be done yet. */
  synchronized boolean heldBack() {
    return held;
  }
}
