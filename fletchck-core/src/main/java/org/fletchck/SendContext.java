package org.fletchck;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadline;
import org.fletchck.spi.ActionContext;

/** What one try of an action has at hand. */
final class SendContext extends RunView implements ActionContext {

  private final Set<String> done;

  SendContext(InstantSource clock, Deadline deadline, BlockingCalls calls, Set<String> done) {
    super(clock, deadline, calls);
    this.done = new HashSet<>(done);
  }

  @Override
  public boolean done(String part) {
    return done.contains(part);
  }

  @Override
  public void markDone(String part) {
    done.add(part);
  }

  Set<String> done() {
    return Set.copyOf(done);
  }
}
