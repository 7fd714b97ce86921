package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoggingTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void logToAScreen() {
    PrintWriter lines = new PrintWriter(out, true);
    PrintWriter problems = new PrintWriter(err, true);
    Logging.to(new Console(lines, problems, false, InstantSource.system()), false);
  }

  private static void log() {
    Logger.getLogger("org.fletchck.mqtt.ProtocolLog").info("mqtt: connected");
    Logger.getLogger("com.example.Library").info("of no interest");
    Logger.getLogger("com.example.Library").warning("of interest");
  }

  @Test
  void showsWarnings() {
    log();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("WARN  of interest").doesNotContain("no interest");
  }

  @Test
  void showsInfoMessagesOfFletchckWhenEnabled() {
    Logging.enableInfo();
    log();

    assertThat(out.toString()).contains("INFO  mqtt: connected").doesNotContain("interest");
    assertThat(err.toString()).contains("WARN  of interest").doesNotContain("no interest");
  }
}
