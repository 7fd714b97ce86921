package org.fletchck;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fletchck.spi.Notification;

/** Entries that go out together: one, or all of a window. They are tried and end together. */
record DeliveryBatch(List<OutboxEntry> entries) {

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
            .withNotification(
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

  /** Returns the ids of what it tells of. */
  Set<String> notifications() {
    return entries.stream().map(entry -> entry.notification().id()).collect(Collectors.toSet());
  }

  /** Returns the message with each entry changed. */
  DeliveryBatch with(UnaryOperator<OutboxEntry> how) {
    return new DeliveryBatch(entries.stream().map(how).toList());
  }
}
