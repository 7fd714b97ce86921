package org.fletchck.internal;

import org.fletchck.schedule.BlockingCalls;
import org.fletchck.schedule.Deadlines;

/**
 * What every attempt of a check or an action needs: a deadline that closes what hangs, threads for
 * calls that can't be interrupted, and the record of what the monitor is short of.
 */
public record AttemptResources(Deadlines deadlines, BlockingCalls calls, Shortages shortages)
    implements AutoCloseable {

  public static AttemptResources with(Shortages shortages) {
    return new AttemptResources(new Deadlines(), new BlockingCalls(), shortages);
  }

  @Override
  public void close() {
    deadlines.close();
    calls.close();
  }
}
