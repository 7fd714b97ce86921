package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
    String zone = (String) row.get("timezone");
    Trigger trigger = Trigger.of(Table.object(row, "trigger"), ZoneId.of(zone), "any");
    Instant after = OffsetDateTime.parse((String) row.get("after")).toInstant();

    List<OffsetDateTime> times = Times.from(trigger, after, zone, 6);

    assertThat(times)
        .isEqualTo(Table.strings(row, "next").stream().map(OffsetDateTime::parse).toList());
    assertThat(times.size() < 6).isEqualTo(row.get("exhausted"));
  }
}
