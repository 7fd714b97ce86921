package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  @Test
  void triesTheAddressesOfAHostInTurn() throws IOException {
    try (TestServer server = TestServer.plain(talk -> talk.send("hello"));
        TestContext context = TestContext.withTimeout(Duration.ofSeconds(5))) {
      Steps steps = new Steps(context, Duration.ofSeconds(5));
      // May be ::1 first, where nothing listens.
      try (Connection connection = Connection.open(steps, Target.of("localhost", server.port()))) {
        assertThat(connection.in().readAllBytes()).asString().isEqualTo("hello");
      }
      assertThat(context.lines()).last().isEqualTo("connected to 127.0.0.1 port " + server.port());
    }
  }

  @Test
  void spellsTimesAsTheyWereGiven() {
    assertThat(Texts.seconds(Duration.ofSeconds(10))).isEqualTo("10 s");
    assertThat(Texts.seconds(Duration.ofMillis(1500))).isEqualTo("1.5 s");
  }

  @Test
  void makesWhatPeersSendFitForALine() {
    assertThat(Texts.clean("a\r\nb\u0000\u2028c", 100)).isEqualTo("a??b??c");
    assertThat(Texts.clean("abcdef", 3)).isEqualTo("abc...");
  }
}
