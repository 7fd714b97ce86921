package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ZoneNamesTest {

  @Test
  void findsZonesInAnyCase() {
    assertThat(ZoneNames.of("europe/BERLIN")).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(ZoneNames.of("utc")).isEqualTo(ZoneId.of("UTC"));
    assertThat(ZoneNames.of("NZ-CHAT")).isEqualTo(ZoneId.of("NZ-CHAT"));
  }

  @Test
  void knowsTheShortNamesThatJavaLeavesOut() {
    assertThat(offset("EST")).isEqualTo(ZoneOffset.ofHours(-5));
    assertThat(offset("mst")).isEqualTo(ZoneOffset.ofHours(-7));
    assertThat(offset("HST")).isEqualTo(ZoneOffset.ofHours(-10));
    assertThat(offset("ROC")).isEqualTo(ZoneOffset.ofHours(8));
    assertThat(offset("GMT+0")).isEqualTo(ZoneOffset.UTC);
  }

  private static ZoneOffset offset(String name) {
    return ZoneNames.of(name).getRules().getOffset(Instant.parse("2026-07-01T00:00:00Z"));
  }

  @Test
  void namesTheNearestZones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZoneNames.of("Europe/Belrin"))
        .withMessageStartingWith("expected a time zone such as Europe/Berlin or ")
        .withMessageEndingWith(", found \"Europe/Belrin\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZoneNames.of("Adelaide"))
        .withMessageContaining("Australia/Adelaide");
    assertThatIllegalArgumentException().isThrownBy(() -> ZoneNames.of("x".repeat(100_000)));
    assertThatIllegalArgumentException().isThrownBy(() -> ZoneNames.of(""));
  }
}
