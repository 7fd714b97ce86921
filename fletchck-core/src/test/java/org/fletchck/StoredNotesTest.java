package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.internal.judge.ClockStep;
import org.fletchck.internal.judge.UplinkOutage;
import org.fletchck.internal.notify.ActionFailure;
import org.junit.jupiter.api.Test;

/** Notes as they stand in users' stores: read by every later version, and written alike. */
class StoredNotesTest {

  private static final Instant SINCE = Instant.parse("2026-11-30T04:10:48.987Z");

  @Test
  void readsAndWritesStoredActionFailure() {
    String text =
        """
        {
          "first": "post",
          "since": "2026-11-30T04:10:48.987Z",
          "began": "PT1H2.5S",
          "reason": "refused",
          "noticed": true,
          "told": [
            "mail",
            "sms"
          ]
        }
        """;
    ActionFailure failure =
        new ActionFailure(
            "mail server",
            "post",
            SINCE,
            Duration.ofHours(1).plusMillis(2_500),
            "refused",
            true,
            List.of("mail", "sms"));

    assertThat(ActionFailure.of("failing action mail server", text, Duration.ZERO))
        .isEqualTo(failure);
    assertThat(failure.note()).isEqualTo(text);
    assertThat(ActionFailure.noteName("mail server")).isEqualTo("failing action mail server");
  }

  @Test
  void readsAndWritesStoredUplinkOutage() {
    Map<String, String> notes =
        Map.of(
            "uplink lost",
            """
            {
              "since": "2026-11-30T04:10:48.987Z",
              "running": 3602500
            }
            """);

    UplinkOutage outage = new UplinkOutage(notes, () -> 0);

    assertThat(outage.clockStepped(new ClockStep(Duration.ZERO, SINCE.plusSeconds(60))))
        .isEqualTo(notes);
  }
}
