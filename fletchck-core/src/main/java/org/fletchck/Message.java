package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.spi.Notification;

/** Entries that go out together: one, or all of a window. They are tried and end together. */
record Message(List<OutboxEntry> entries) {

  /** Returns what all of them have in common. */
  OutboxEntry head() {
    return entries.get(0);
  }

  Set<String> ids() {
    return entries.stream().map(OutboxEntry::id).collect(Collectors.toSet());
  }

  /** Returns what is sent: an entry as it is if it is alone. */
  OutboxEntry whole() {
    return entries.size() == 1
        ? head()
        : head()
            .telling(
                Notification.together(entries.stream().map(OutboxEntry::notification).toList()));
  }

  /**
   * Tells whether it was due so long ago.
   *
   * @param now the running time
   */
  boolean isOlder(Duration life, Duration now) {
    return now.compareTo(head().due().plus(life)) > 0;
  }

  /** Returns this, to be tried at this running time. */
  Message dueAgain(Duration when) {
    return new Message(entries.stream().map(entry -> entry.dueAgain(when)).toList());
  }

  /** Returns this after a failed try. */
  Message again(Instant when, Sender.Outcome outcome) {
    boolean refused = outcome.kind() == Sender.Kind.REFUSED;
    return new Message(
        entries.stream()
            .map(entry -> entry.again(when, refused, outcome.done(), outcome.reason()))
            .toList());
  }
}
