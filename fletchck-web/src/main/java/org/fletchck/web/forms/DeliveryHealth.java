package org.fletchck.web.forms;

import java.util.List;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;

/**
 * Whether an action delivers, as far as is known.
 *
 * @param css the class of the status that shows it
 * @param word the health in words
 */
record DeliveryHealth(String css, String word) {

  static final DeliveryHealth BROKEN = new DeliveryHealth("fail", "failing");
  static final DeliveryHealth LACKING = new DeliveryHealth("pending", "can't send yet");

  /**
   * Returns the health of an action according to its last message.
   *
   * @param undelivered the waiting messages, oldest first
   * @param settled the messages delivered or given up, newest first
   */
  static DeliveryHealth of(
      String action, List<OutboxEntry> undelivered, List<SettledEntry> settled) {
    boolean fails =
        undelivered.stream()
            .anyMatch(entry -> entry.action().equals(action) && entry.failedAttempts() > 0);
    if (fails) {
      return new DeliveryHealth("fail", "last attempt failed");
    }
    return settled.stream()
        .filter(done -> done.entry().action().equals(action))
        .findFirst()
        .map(
            done ->
                done.end() == End.DELIVERED
                    ? new DeliveryHealth("pass", "works")
                    : new DeliveryHealth("fail", "last message given up"))
        .orElse(new DeliveryHealth("pending", "nothing sent yet"));
  }
}
