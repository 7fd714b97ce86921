package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpsCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new UpsCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of();
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("serialPort", "");
    all.put("beeper", "true");
    all.put("timeout", "5");
    all.put("hostname", "localhost");
    all.put("port", "3493");
    all.put("upsName", "ups");
    all.put("username", "");
    all.put("password", "");
    return all;
  }

  @Test
  void usesNutWithoutSerialPort() throws IOException {
    TestServer.Handler upsd =
        talk -> {
          talk.readSome();
          talk.send("BEGIN LIST VAR ups\nVAR ups ups.status \"OB\"\nEND LIST VAR ups\n");
        };
    try (TestServer server = TestServer.plain(upsd)) {
      Ran ran = Ran.check(type(), "hostname", "127.0.0.1", "port", server.port());
      assertThat(ran.reason()).isEqualTo("UPS ups is on battery");
    }
    assertThatThrownBy(() -> Ran.check(type(), "username", "joe"))
        .hasMessage("set both username and password, or neither");
  }

  /** A power failure takes the line to the world down with it. */
  @Test
  void isRepeatableAndNotANetworkCheck() {
    assertThat(type().overNetwork()).isFalse();
    assertThat(type().repeatable()).isTrue();
  }

  @Test
  void reportsMissingOrInvalidSerialPort(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path dangling = Files.createSymbolicLink(folder.resolve("ups"), folder.resolve("none"));
    assertThat(ask("/dev/no-such-port").reason())
        .isEqualTo("there is no serial port /dev/no-such-port: is the UPS plugged in?");
    assertThat(ask(dangling.toString()).reason()).startsWith("there is no serial port " + dangling);
    assertThat(ask(file.toString()).reason()).isEqualTo(file + " is not a serial port");
    assertThat(ask(folder.toString()).reason()).isEqualTo(folder + " is not a serial port");
    assertThat(ask("/dev/null").reason()).isEqualTo("/dev/null is not a serial port");
  }

  private Ran ask(String port) {
    return Ran.check(type(), "serialPort", port);
  }

  @Test
  void rejectsInvalidPaths() {
    for (String wrong : List.of("", " ", "/dev/\0")) {
      assertThat(Options.of(type().options(), Map.of("serialPort", wrong)).problems("")).hasSize(1);
    }
  }
}
