package org.fletchck.web.forms;

import java.util.List;
import org.fletchck.OutboxEntry;
import org.fletchck.Store.End;
import org.fletchck.Store.SettledEntry;

/**
 * What is known of whether an action delivers.
 *
 * @param css the status that it looks like
 * @param word it in words
 */
record DeliveryHealth(String css, String word) {

  static final DeliveryHealth BROKEN = new DeliveryHealth("fail", "fails");
  static final DeliveryHealth LACKING = new DeliveryHealth("pending", "can't send yet");

  /**
   * Judges by what was sent last.
   *
   * @param undelivered what waits, oldest first
   * @param settled what is done with, newest first
   */
  static DeliveryHealth of(
      String action, List<OutboxEntry> undelivered, List<SettledEntry> settled) {
    boolean fails =
        undelivered.stream().anyMatch(entry -> entry.action().equals(action) && entry.tries() > 0);
    if (fails) {
      return new DeliveryHealth("fail", "last try failed");
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
