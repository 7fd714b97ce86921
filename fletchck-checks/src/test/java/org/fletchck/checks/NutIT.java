package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real upsd, with UPSes simulated by its dummy driver. */
class NutIT {

  private static final Map<String, String> STATUSES =
      Map.of("good", "OL CHRG", "onbattery", "OB DISCHRG", "old", "OL RB", "off", "OL OFF");

  @TempDir private static Path folder;

  private static final List<Daemon> DAEMONS = new ArrayList<>();
  private static int port;

  @BeforeAll
  static void startServer() throws Exception {
    Path driver = Path.of(Daemon.program("dummy-ups", "nut-server"));
    port = Daemon.freePort();
    StringBuilder units = new StringBuilder();
    for (String ups : List.of("good", "onbattery", "old", "off", "gone")) {
      units.append("[%s]\ndriver = dummy-ups\nport = %s/%s.dev\n".formatted(ups, folder, ups));
    }
    Files.writeString(folder.resolve("ups.conf"), units);
    Files.writeString(folder.resolve("upsd.conf"), "LISTEN 127.0.0.1 " + port + "\n");
    Files.writeString(folder.resolve("upsd.users"), "[joe]\npassword = secret\n");
    for (Map.Entry<String, String> ups : STATUSES.entrySet()) {
      Files.writeString(
          folder.resolve(ups.getKey() + ".dev"),
          "ups.status: " + ups.getValue() + "\nbattery.charge: 87\n");
      start("Debug level", driver.toString(), "-D", "-a", ups.getKey());
    }
    start("listening on", driver.resolveSibling("upsd").toString());
    for (String ups : STATUSES.keySet()) {
      awaitData(ups);
    }
  }

  private static void start(String ready, String... command) throws Exception {
    List<String> all = new ArrayList<>();
    all.add("/usr/bin/env");
    for (String variable : List.of("NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH")) {
      all.add(variable + "=" + folder);
    }
    all.addAll(List.of(command));
    all.addAll(List.of("-F", "-u", System.getProperty("user.name")));
    DAEMONS.add(Daemon.start(ready, all.toArray(String[]::new)));
  }

  /** The server takes a moment to hear from a driver. */
  private static void awaitData(String ups) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 300 && ask(ups).result().level().isEmpty(); i++) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @AfterAll
  static void endServer() {
    DAEMONS.forEach(Daemon::close);
  }

  private static Ran ask(String ups) {
    return Ran.check(
        new NutCheckType(),
        "hostname",
        "127.0.0.1",
        "port",
        port,
        "upsName",
        ups,
        "username",
        "joe",
        "password",
        "secret");
  }

  @ParameterizedTest
  @CsvSource({
    "good, true, OL CHRG, 87%",
    "onbattery, false, UPS onbattery is on battery, 87%",
    "old, false, UPS old needs a new battery, 87%",
    "off, false, UPS off is off, 87%",
    "gone, false, the driver of UPS gone is not running, ",
    "other, false, the server has no UPS named other, ",
  })
  void derivesVerdictForEachUps(String ups, boolean passes, String reason, String level) {
    Ran ran = ask(ups);
    assertThat(ran.passed()).isEqualTo(passes);
    assertThat(ran.reason()).isEqualTo(reason);
    assertThat(ran.result().level().orElse(null)).isEqualTo(level);
  }
}
