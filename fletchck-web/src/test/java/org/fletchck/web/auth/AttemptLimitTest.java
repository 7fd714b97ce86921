package org.fletchck.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

  private final ElapsedTime time = new ElapsedTime();
  private final AttemptLimit attempts = new AttemptLimit(5, Duration.ofMinutes(1), time);

  @Test
  void allowsFiveAttemptsPerMinute() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempts.mayTry("a")).isTrue();
      time.pass(Duration.ofSeconds(10));
    }
    assertThat(attempts.mayTry("a")).isFalse();
    assertThat(attempts.mayTry("b")).isTrue();
    time.pass(Duration.ofSeconds(10)); // the first one is a minute ago
    assertThat(attempts.mayTry("a")).isTrue();
    assertThat(attempts.mayTry("a")).isFalse();
  }

  @Test
  void doesNotCountAttemptsTakenBack() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.mayTry("a")).isTrue();
      attempts.takeBack("a");
    }
    attempts.takeBack("a");
    attempts.takeBack("never tried");

    assertThat(attempts.size()).isZero();
  }

  @Test
  void doesNotGrowWithoutBound() {
    for (int i = 0; i < 20_001; i++) {
      attempts.mayTry("name " + i);
    }

    assertThat(attempts.size()).isEqualTo(10_000);
  }
}
