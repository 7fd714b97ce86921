package org.fletchck.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists fire times, for tests to compare. */
final class Times {
  private Times() {}

  static Trigger trigger(String json, String zone) {
    return Trigger.of(Table.object(json), ZoneId.of(zone), "any");
  }

  /** Returns the first fire times at or after an instant, in a zone. */
  static List<OffsetDateTime> from(Trigger trigger, Instant first, String zone, int count) {
    List<OffsetDateTime> times = new ArrayList<>();
    Optional<Instant> next = trigger.next(first.minusNanos(1));
    while (next.isPresent() && times.size() < count) {
      times.add(next.get().atZone(ZoneId.of(zone)).toOffsetDateTime());
      next = trigger.next(next.get());
    }
    return times;
  }

  /** Returns the first fire times from a local time on, written with their offsets. */
  static List<String> of(String json, String zone, String from, int count) {
    Instant first = DateText.parse(from, ZoneId.of(zone));
    return from(trigger(json, zone), first, zone, count).stream().map(String::valueOf).toList();
  }
}
