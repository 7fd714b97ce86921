package org.fletchck.spi;

/** Sends notifications. */
@FunctionalInterface
public interface Action {

  /**
   * Sends one notification. Called on a worker thread, in order per check, and under a deadline
   * like {@link Check#run}. Sending must be safe to repeat: if the program is killed before a
   * delivery is recorded, the notification is sent again with the same {@link Notification#id()}.
   *
   * @throws RefusedException if another attempt can't succeed
   * @throws Exception for any other failure; sending is attempted again later
   */
  void send(Notification notification, ActionContext context) throws Exception;
}
