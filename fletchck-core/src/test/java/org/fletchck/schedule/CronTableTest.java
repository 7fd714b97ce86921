package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Six fire times of each of 600 triggers, as APScheduler 3.x gives them. */
class CronTableTest {

  static Stream<Map<String, Object>> table() {
    return Table.read("cron.json").stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void firesAtTheTimesOfTheReference(Map<String, Object> row) {
    ZoneId zone = ZoneId.of((String) row.get("timezone"));
    Trigger trigger = Trigger.of(Table.object(row, "trigger"), zone, "any");
    Instant after = OffsetDateTime.parse((String) row.get("after")).toInstant().minusNanos(1);

    List<OffsetDateTime> times = times(trigger, zone, after, 6);

    List<OffsetDateTime> expected =
        Table.strings(row, "next").stream().map(OffsetDateTime::parse).toList();
    assertThat(times).isEqualTo(expected);
    assertThat(times.size() < 6).isEqualTo(row.get("exhausted"));
  }

  private static List<OffsetDateTime> times(
      Trigger trigger, ZoneId zone, Instant after, int count) {
    List<OffsetDateTime> times = new ArrayList<>();
    Optional<Instant> next = trigger.next(after);
    while (next.isPresent() && times.size() < count) {
      times.add(next.get().atZone(zone).toOffsetDateTime());
      next = trigger.next(next.get());
    }
    return times;
  }
}
