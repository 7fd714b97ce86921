package org.fletchck.spi;

/**
 * The context in which an action sends a notification.
 *
 * <p>An action with several recipients skips those that are {@link #done} and {@link #markDone
 * marks} each one it has sent to, before it throws because of the others. Those marked then get the
 * next notification, while this one waits for the rest. If the action returns normally, every part
 * for which {@link #done} returned false counts as done.
 */
public interface ActionContext extends RunContext {

  /**
   * Returns whether a part, such as one of several recipients, is to be skipped now: it was done in
   * an earlier attempt, or has to wait for an earlier notification.
   */
  boolean done(String part);

  /** Records a part as done, so that later attempts don't repeat it. */
  void markDone(String part);
}
