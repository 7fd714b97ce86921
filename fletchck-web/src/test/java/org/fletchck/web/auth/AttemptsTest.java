package org.fletchck.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
  private final Attempts attempts = new Attempts(clock);

  @Test
  void allowsFiveInAnyMinute() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempts.mayTry("a")).isTrue();
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(attempts.mayTry("a")).isFalse();
    assertThat(attempts.mayTry("b")).isTrue();
    clock.advance(Duration.ofSeconds(10)); // the first one is a minute ago
    assertThat(attempts.mayTry("a")).isTrue();
    assertThat(attempts.mayTry("a")).isFalse();
  }

  @Test
  void forgetsWhatWasBeforeAClockThatWentBack() {
    for (int i = 0; i < 5; i++) {
      attempts.mayTry("a");
    }
    clock.advance(Duration.ofHours(-1));

    assertThat(attempts.mayTry("a")).isTrue();
  }

  @Test
  void doesNotGrowWithoutBound() {
    for (int i = 0; i < 20_001; i++) {
      attempts.mayTry("name " + i);
    }

    assertThat(attempts.size()).isEqualTo(10_000);
  }
}
