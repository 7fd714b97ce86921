package org.fletchck.spi;

/** Examines one service, one run at a time. */
@FunctionalInterface
public interface Check {

  /**
   * Makes one attempt and returns what it found. Called on a worker thread, never concurrently for
   * the same check. At the deadline the thread is interrupted, and everything passed to {@link
   * CheckContext#closeAtDeadline} is closed.
   *
   * @throws Exception for any failure of the service: the engine turns it into a failed result with
   *     the exception's message as the reason, so a check need not catch it
   */
  CheckResult run(CheckContext context) throws Exception;
}
