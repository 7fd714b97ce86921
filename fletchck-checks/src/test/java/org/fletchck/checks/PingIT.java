package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real ping, on loopback. */
class PingIT {

  @BeforeEach
  void needsPing() {
    Daemon.program("ping", "iputils-ping");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void passesWhenHostAnswers(String host) {
    Ran ran = Ran.check(new PingCheckType(), "hostname", host, "timeout", 1);
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.result().level().orElseThrow()).matches("[0-9.]+ ms");
    assertThat(ran.result().details()).containsEntry("sent", "3").containsEntry("received", "3");
  }

  @Test
  void reportsWhyNothingWasSent() {
    Ran ran = Ran.check(new PingCheckType(), "hostname", "255.255.255.255", "timeout", 1);
    assertThat(ran.passed()).isFalse();
    assertThat(ran.reason()).contains("broadcast");
  }
}
