package org.fletchck.spi;

/** Tells somebody. */
@FunctionalInterface
public interface Action {

  /**
   * Sends one notification. Runs on a worker thread, in order per check, under a deadline as {@link
   * Check#run} does. Sending must be safe to repeat: a notification that was sent but not recorded,
   * because the program was killed, is sent again with the same {@link Notification#id()}.
   *
   * @throws RefusedException if trying again can't help
   * @throws Exception for any other failure; it is tried again later
   */
  void send(Notification notification, ActionContext context) throws Exception;
}
