package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check {@code ups} on pseudo-terminals. */
class UpsIT {

  private static final String FINE = "00001001";
  private static final String SILENT_BEEPER = "00001000";

  @TempDir private Path folder;

  private static Ran runCheck(SimulatedUps ups, Object... more) {
    List<Object> options = new ArrayList<>(List.of("serialPort", ups.port()));
    options.addAll(List.of(more));
    return Ran.check(new UpsCheckType(), options.toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "00001001, true, ''",
    "00101001, true, ''",
    "00001101, true, ''",
    "10001001, false, the utility power has failed",
    "01001001, false, the battery is low",
    "00011001, false, the UPS has a fault",
    "00001011, false, the UPS is shutting down",
  })
  void derivesVerdictFromStatusFlags(String flags, boolean passes, String reason) throws Exception {
    try (SimulatedUps ups = SimulatedUps.signalling(folder, flags)) {
      Ran ran = runCheck(ups);
      assertThat(ran.reason()).isEqualTo(reason);
      assertThat(ran.passed()).isEqualTo(passes);
      assertThat(ran.result().level()).contains("13.7 V");
      assertThat(ran.result().details())
          .containsEntry("load", "36%")
          .containsEntry("input", "243.5 V");
      assertThat(ran.log().get(0)).startsWith("input 243.5 V, last fault 245.7 V");
      assertThat(ups.commands()).containsExactly("QS");
      ups.assertReleased();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 00001001, 00001000", "false, 00001000, 00001001"})
  void switchesBeeperOnlyWhenNotAsConfigured(boolean wanted, String asAsked, String other)
      throws Exception {
    AtomicReference<String> flags = new AtomicReference<>(other);
    SimulatedUps.Answers answers =
        (command, talk) -> {
          if (command.equals("Q")) {
            flags.set(asAsked);
          } else {
            talk.send(SimulatedUps.status("13.7", flags.get()));
          }
        };
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      Ran first = runCheck(ups, "beeper", wanted);
      assertThat(first.passed()).as(first.reason()).isTrue();
      assertThat(first.log()).contains("switched the beeper " + (wanted ? "on" : "off"));
      assertThat(runCheck(ups, "beeper", wanted).log()).hasSize(1);
      assertThat(ups.commands()).containsExactly("QS", "Q", "QS", "QS");
      ups.assertReleased();
    }
  }

  @Test
  void failsWhenTheUpsCannotSwitchItsBeeper() throws Exception {
    SimulatedUps.Answers answers =
        (command, talk) ->
            talk.send(command.equals("Q") ? "Q\r" : SimulatedUps.status("13.7", SILENT_BEEPER));
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      assertThat(runCheck(ups).reason())
          .isEqualTo(
              "the UPS does not understand Q, which switches its beeper: it echoed the command;"
                  + " \"beeper\": false leaves it as it is");
      ups.assertReleased();
    }
    Path other = Files.createDirectory(folder.resolve("other"));
    try (SimulatedUps ups = SimulatedUps.signalling(other, SILENT_BEEPER)) {
      assertThat(runCheck(ups).reason()).startsWith("the UPS answered Q with (243.5");
    }
  }

  @Test
  void waitsForASlowAnswer() throws Exception {
    SimulatedUps.Answers slow =
        (command, talk) -> {
          String status = SimulatedUps.status("13.7", FINE);
          talk.send(status.substring(0, 20));
          talk.pause(700);
          talk.send(status.substring(20));
        };
    try (SimulatedUps ups = new SimulatedUps(folder, slow)) {
      assertThat(runCheck(ups).passed()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QS, the UPS does not understand QS: it echoed the command",
    "#230.0 002 12.00 50.0, 'the UPS answered with an invalid status: \"#230.0 002 12.00 50.0\"'",
    "(\u0007\u0001!, 'the UPS answered with an invalid status: \"(??!\"'",
  })
  void failsOnAnEchoAndOnGarbage(String answer, String reason) throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, (command, talk) -> talk.send(answer + "\r"))) {
      Ran ran = runCheck(ups);
      assertThat(ran.reason()).isEqualTo(reason);
      ups.assertReleased();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STATUS\r\n",
        "STATUS\n",
        "\r\n\0 STATUS \0\r\n\0",
        "STATUS\rSTATUS\r",
        "QS\rSTATUS\r",
        "QS\r\nSTATUS 27 0\r\nSTATUS\r\n",
      })
  void extractsAnswerFromSurroundingNoise(String sent) throws Exception {
    AtomicReference<String> flags = new AtomicReference<>(SILENT_BEEPER);
    SimulatedUps.Answers answers =
        (command, talk) -> {
          if (command.equals("Q")) {
            flags.set(FINE);
          } else {
            String status = SimulatedUps.status("13.7", flags.get()).strip();
            talk.send(sent.replace("STATUS", status));
          }
        };
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      Ran ran = runCheck(ups);
      assertThat(ran.reason()).isEmpty();
      assertThat(ran.passed()).isTrue();
      assertThat(ran.log()).contains("switched the beeper on");
      assertThat(ups.commands()).containsExactly("QS", "Q", "QS");
    }
  }

  @Test
  void timesOutWhenOnlyBlanksArrive() throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, (command, talk) -> talk.send("\r\n\0\r"))) {
      assertThat(runCheck(ups, "timeout", 1).reason())
          .startsWith("no answer within 1 s from the UPS");
    }
  }

  @Test
  void failsOnEndlessAnswer() throws Exception {
    try (SimulatedUps ups =
        new SimulatedUps(folder, (command, talk) -> talk.send("(12345678 ".repeat(1000)))) {
      assertThat(runCheck(ups).reason()).startsWith("the UPS doesn't stop sending: \"(12345678 (");
      ups.assertReleased();
    }
  }

  @Test
  void timesOutOnSilencePartialAnswerAndTrickle() throws Exception {
    SimulatedUps.Answers trickle =
        (command, talk) -> {
          while (talk.pause(50)) {
            talk.send("(");
          }
        };
    assertFailsInTime((command, talk) -> {}, "no answer within 1 s from the UPS on /dev/pts/.*");
    assertFailsInTime(
        (command, talk) -> talk.send("(243.5 245"),
        "only an incomplete answer within 1 s from the UPS on /dev/pts/\\d+: \"\\(243.5 245\"");
    assertFailsInTime(trickle, "only an incomplete answer within 1 s .*: \"\\({5,20}\"");
  }

  private void assertFailsInTime(SimulatedUps.Answers answers, String reason) throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      Ran ran = runCheck(ups, "timeout", 1);
      assertThat(ran.reason()).matches(reason);
      ran.assertEndedAt(Duration.ofSeconds(1));
      ups.assertReleased();
      RunReport report = runInSite(ups);
      assertThat(report.state().lastRun().reason()).matches(reason);
      ups.assertReleased();
    }
  }

  /** The engine's own words for what is late would tell less. */
  private static RunReport runInSite(SimulatedUps ups) {
    CheckConfig check =
        CheckConfig.of("a", "ups").option("serialPort", ups.port()).option("timeout", 1);
    try (Site site =
        Site.with(Types.of(new UpsCheckType()))
            .onDemand()
            .open(SiteConfig.empty().withCheck(check))) {
      return site.run("a");
    }
  }

  @Test
  void abortsRunWhenSiteCloses() throws Exception {
    FutureTask<Boolean> closing = new FutureTask<>(() -> true);
    try (SimulatedUps ups = new SimulatedUps(folder, (command, talk) -> closing.run())) {
      CheckConfig check =
          CheckConfig.of("a", "ups").option("serialPort", ups.port()).option("timeout", 60);
      Site site =
          Site.with(Types.of(new UpsCheckType()))
              .onDemand()
              .open(SiteConfig.empty().withCheck(check));
      Thread run = new Thread(() -> site.run("a"));
      run.start();
      assertThat(closing.get()).isTrue();
      site.close();
      run.join(10_000);
      assertThat(run.isAlive()).isFalse();
      ups.assertReleased();
    }
  }

  @Test
  void reportsUnpluggedUpsDuringAndAfterRun() throws Exception {
    AtomicReference<SimulatedUps> plugged = new AtomicReference<>();
    SimulatedUps.Answers answers = (command, talk) -> plugged.get().unplug();
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      plugged.set(ups);
      assertThat(runCheck(ups).reason())
          .isEqualTo(ups.device() + " is gone: was the UPS unplugged?");
      ups.assertReleased();
      assertThat(runCheck(ups).reason())
          .isEqualTo("there is no serial port " + ups.port() + ": is the UPS plugged in?");
    }
    try (SimulatedUps again = SimulatedUps.signalling(folder, FINE)) {
      assertThat(runCheck(again).passed()).isTrue();
    }
  }

  @Test
  void serializesRunsOnSamePortAndExcludesWaitFromTimeout() throws Exception {
    AtomicBoolean busy = new AtomicBoolean();
    AtomicBoolean overlapped = new AtomicBoolean();
    SimulatedUps.Answers slow =
        (command, talk) -> {
          overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
          talk.pause(400);
          busy.set(false);
          talk.send(SimulatedUps.status("13.7", FINE));
        };
    try (SimulatedUps ups = new SimulatedUps(folder, slow)) {
      Path alias = Files.createSymbolicLink(folder.resolve("alias"), Path.of(ups.port()));
      List<FutureTask<Ran>> runs = new ArrayList<>();
      for (String port : List.of(ups.port(), alias + "", ups.device() + "", ups.port())) {
        FutureTask<Ran> run =
            new FutureTask<>(() -> Ran.check(new UpsCheckType(), "serialPort", port, "timeout", 1));
        runs.add(run);
        new Thread(run).start();
      }
      for (FutureTask<Ran> run : runs) {
        assertThat(run.get().passed()).as(run.get().reason()).isTrue();
      }
      assertThat(overlapped).isFalse();
      ups.assertReleased();
    }
  }

  @Test
  void releasesPortToOtherProgramsBetweenRuns() throws Exception {
    try (SimulatedUps ups = SimulatedUps.signalling(folder, FINE)) {
      assertThat(runCheck(ups).passed()).isTrue();
      String flock = Daemon.program("flock", "util-linux");
      try (Daemon other =
          Daemon.start("has it", flock, "-n", ups.port(), "sh", "-c", "echo has it; sleep 60")) {
        assertThat(other).isNotNull();
        assertThat(runCheck(ups).reason())
            .isEqualTo(ups.device() + " is in use by another program");
      }
      assertThat(runCheck(ups).passed()).isTrue();
      ups.assertReleased();
    }
  }
}
