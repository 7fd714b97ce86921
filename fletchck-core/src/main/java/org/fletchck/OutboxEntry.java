package org.fletchck;

import java.time.Instant;
import java.util.Set;
import org.fletchck.spi.Notification;

/**
 * One notification for one action, until it is delivered.
 *
 * @param id the same for each try
 * @param action name of the action
 * @param lane what it is in order with: entries of one action and lane go out one after the other
 * @param notification what to tell
 * @param created when it was made
 * @param tries failed tries so far
 * @param refusals tries that were refused for good
 * @param next when to try next
 * @param done parts, such as recipients, that are done
 */
public record OutboxEntry(
    String id,
    String action,
    String lane,
    Notification notification,
    Instant created,
    int tries,
    int refusals,
    Instant next,
    Set<String> done) {

  /** Copies the parts. */
  public OutboxEntry {
    done = Set.copyOf(done);
  }

  /** Makes an entry that is due now. */
  static OutboxEntry of(String action, String lane, Notification notification, Instant now) {
    String id = notification.id() + "/" + action;
    return new OutboxEntry(id, action, lane, notification, now, 0, 0, now, Set.of());
  }

  /** Returns this after a failed try. */
  OutboxEntry again(Instant when, boolean refused, Set<String> parts) {
    return new OutboxEntry(
        id,
        action,
        lane,
        notification,
        created,
        tries + 1,
        refused ? refusals + 1 : 0,
        when,
        parts);
  }
}
