package org.fletchck.internal.notify;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fletchck.spi.Notification;
import org.fletchck.state.OutboxEntry;

/** Entries that are sent together: one, or all of a window. They are attempted and end together. */
record DeliveryBatch(List<OutboxEntry> entries) {

  /** Returns the first entry, for what all of them have in common. */
  OutboxEntry head() {
    return entries.get(0);
  }

  Set<String> ids() {
    return entries.stream().map(OutboxEntry::id).collect(Collectors.toSet());
  }

  /** Returns what is sent: a single entry as it is. */
  OutboxEntry whole() {
    return entries.size() == 1
        ? head()
        : head()
            .withNotification(
                Notification.together(entries.stream().map(OutboxEntry::notification).toList()));
  }

  /**
   * Returns whether it was first due longer ago than {@code life}.
   *
   * @param now the running time
   */
  boolean isOlder(Duration life, Duration now) {
    return now.compareTo(head().due().plus(life)) > 0;
  }

  /** Returns the ids of its notifications. */
  Set<String> notifications() {
    return entries.stream().map(entry -> entry.notification().id()).collect(Collectors.toSet());
  }

  /** Returns the message with each entry changed. */
  DeliveryBatch with(UnaryOperator<OutboxEntry> how) {
    return new DeliveryBatch(entries.stream().map(how).toList());
  }
}
