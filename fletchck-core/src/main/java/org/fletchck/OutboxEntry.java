package org.fletchck;

import java.time.Instant;
import java.util.Set;
import org.fletchck.spi.Notification;
import org.jspecify.annotations.Nullable;

/**
 * One notification for one action, until it is delivered.
 *
 * @param id the same for each try
 * @param action name of the action
 * @param lane what it is in order with: entries of one action and lane go out one after the other
 * @param notification what to tell
 * @param created when it was made
 * @param tries failed tries so far
 * @param refusals tries that were refused for good, since the last that was not
 * @param next when to try next
 * @param done parts, such as recipients, that are done
 * @param reason why the last try failed; null before
 * @param window what it is gathered in; null if it goes out by itself
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
    Set<String> done,
    @Nullable String reason,
    @Nullable Window window) {

  /** Copies the parts. */
  public OutboxEntry {
    done = Set.copyOf(done);
  }

  /**
   * A time in which entries of an action are gathered: those that have the same one go out as one
   * message.
   *
   * @param id the same for all that are in it, and for no others
   * @param closes when it ends
   */
  public record Window(String id, Instant closes) {}

  /** Makes an entry that is due now. */
  static OutboxEntry of(String action, String lane, Notification notification, Instant now) {
    String id = notification.id() + "/" + action;
    return new OutboxEntry(id, action, lane, notification, now, 0, 0, now, Set.of(), null, null);
  }

  /** Returns this, due when a window closes. */
  OutboxEntry in(Window shared) {
    return new OutboxEntry(
        id,
        action,
        lane,
        notification,
        created,
        tries,
        refusals,
        shared.closes(),
        done,
        reason,
        shared);
  }

  /** Returns this with something else to tell. */
  OutboxEntry telling(Notification other) {
    return new OutboxEntry(
        other.id() + "/" + action,
        action,
        lane,
        other,
        created,
        tries,
        refusals,
        next,
        done,
        reason,
        window);
  }

  /** Returns this after a failed try. */
  OutboxEntry again(Instant when, int refused, Set<String> parts, String why) {
    return new OutboxEntry(
        id, action, lane, notification, created, tries + 1, refused, when, parts, why, window);
  }

  /** Returns this after a try that did all that may be done now. */
  OutboxEntry partly(Set<String> parts, String why) {
    return new OutboxEntry(
        id, action, lane, notification, created, tries, refusals, next, parts, why, window);
  }

  /** Returns this with another name of its action. */
  OutboxEntry through(String other) {
    return new OutboxEntry(
        id, other, lane, notification, created, tries, refusals, next, done, reason, window);
  }

  /** Returns when it was due first. */
  Instant due() {
    return window == null ? created : window.closes();
  }
}
