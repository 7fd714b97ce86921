package org.fletchck.spi;

/** Looks at one thing, once. */
@FunctionalInterface
public interface Check {

  /**
   * Makes one try and returns what was found. Runs on a worker thread, never twice at once for one
   * check. At the deadline the thread is interrupted and everything given to {@link
   * CheckContext#closeAtDeadline} is closed.
   *
   * @throws Exception for any failure of the thing looked at: the engine makes a failed result of
   *     it, with the exception's message as the reason, so that no check needs to catch
   */
  CheckResult run(CheckContext context) throws Exception;
}
