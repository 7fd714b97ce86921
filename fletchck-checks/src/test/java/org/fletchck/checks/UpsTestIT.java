package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check {@code upstest} on pseudo-terminals. */
class UpsTestIT {

  private static final String FINE = "00001001";
  private static final String TESTING = "00001101";

  @TempDir private Path folder;

  private static Ran test(SimulatedUps ups, Object timeout) {
    return Ran.check(
        new UpsTestCheckType(Duration.ofMillis(10)), "serialPort", ups.port(), "timeout", timeout);
  }

  /** Runs a test that lasts for so many looks at it, and then signals the last flags. */
  private static SimulatedUps.Answers lasting(int looks, String during, String after) {
    AtomicInteger left = new AtomicInteger(-1);
    return (command, talk) -> {
      if (command.equals("T")) {
        left.set(looks);
      } else if (left.get() < 0) {
        talk.send(SimulatedUps.status("13.7", FINE));
      } else if (left.getAndDecrement() > 0) {
        talk.send(SimulatedUps.status("12.4", during));
      } else {
        left.set(0);
        talk.send(SimulatedUps.status("13.1", after));
      }
    };
  }

  @Test
  void followsASelfTestToItsEnd() throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, lasting(3, TESTING, FINE))) {
      Ran ran = test(ups, 20);
      assertThat(ran.passed()).as(ran.reason()).isTrue();
      assertThat(ran.reason()).matches("self-test passed in \\d+ s");
      assertThat(ran.result().level()).contains("12.4 V");
      assertThat(ran.result().details()).containsEntry("battery", "13.1 V");
      assertThat(ups.commands()).containsExactly("QS", "T", "QS", "QS", "QS", "QS");
      ups.assertReleased();
    }
  }

  @ParameterizedTest
  @CsvSource({"00001101, 00011001", "00011101, 00001001", "00011001, 00011001"})
  void failsOnAFaultDuringTheTestOrAfterIt(String during, String after) throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, lasting(3, during, after))) {
      Ran ran = test(ups, 20);
      assertThat(ran.passed()).isFalse();
      assertThat(ran.reason()).isEqualTo("the self-test found a fault");
      assertThat(ran.result().level()).contains("12.4 V");
      ups.assertReleased();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "13.7, 10001001, the utility power has failed",
    "13.7, 01001001, the battery is low",
    "13.7, 00011001, the UPS has a fault",
    "13.7, 00001011, the UPS is shutting down",
    "12.9, 00001001, 'the battery voltage is 12.9 V, less than 13 V'",
    "--.-, 00001001, the UPS reports no battery voltage",
  })
  void startsNoTestUnlessAllIsWell(String battery, String flags, String why) throws Exception {
    SimulatedUps.Answers answers =
        (command, talk) -> talk.send(SimulatedUps.status(battery, flags));
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      Ran ran = test(ups, 20);
      assertThat(ran.passed()).isFalse();
      assertThat(ran.reason()).isEqualTo("no self-test was started: " + why);
      assertThat(ups.commands()).containsExactly("QS");
      ups.assertReleased();
    }
  }

  @Test
  void startsATestAtThirteenVolts() throws Exception {
    AtomicReference<String> flags = new AtomicReference<>(FINE);
    SimulatedUps.Answers answers =
        (command, talk) -> {
          if (command.equals("T")) {
            flags.set(TESTING);
          } else {
            talk.send(SimulatedUps.status("13.0", flags.getAndSet(FINE)));
          }
        };
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      assertThat(test(ups, 20).passed()).isTrue();
    }
  }

  @Test
  void followsRunningTestInsteadOfStartingAnother() throws Exception {
    AtomicInteger left = new AtomicInteger(2);
    SimulatedUps.Answers answers =
        (command, talk) ->
            talk.send(SimulatedUps.status("12.4", left.decrementAndGet() >= 0 ? TESTING : FINE));
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      Ran ran = test(ups, 20);
      assertThat(ran.passed()).as(ran.reason()).isTrue();
      assertThat(ups.commands()).containsExactly("QS", "QS", "QS");
    }
  }

  @Test
  void failsWhenUpsIgnoresOrRejectsTestCommand() throws Exception {
    SimulatedUps.Answers deaf =
        (command, talk) -> {
          if (command.equals("QS")) {
            talk.send(SimulatedUps.status("13.7", FINE));
          }
        };
    try (SimulatedUps ups = new SimulatedUps(folder, deaf)) {
      assertThat(test(ups, 20).reason()).isEqualTo("the UPS did not start a self-test");
      ups.assertReleased();
    }
    SimulatedUps.Answers echoing =
        (command, talk) ->
            talk.send(command.equals("T") ? "T\r" : SimulatedUps.status("13.7", FINE));
    try (SimulatedUps ups = new SimulatedUps(folder, echoing)) {
      assertThat(test(ups, 20).reason())
          .isEqualTo("the UPS does not understand T: it echoed the command");
      ups.assertReleased();
    }
  }

  @Test
  void timesOutWhenTestDoesNotEnd() throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, lasting(10_000, TESTING, FINE))) {
      Ran ran = test(ups, 1);
      assertThat(ran.reason()).isEqualTo("the self-test did not end within 1 s");
      assertThat(ran.result().level()).contains("12.4 V");
      ran.assertEndedAt(Duration.ofSeconds(1));
      ups.assertReleased();
    }
  }

  @Test
  void timesOutOnSilenceAndTrickle() throws Exception {
    SimulatedUps.Answers trickle =
        (command, talk) -> {
          while (talk.pause(50)) {
            talk.send("(");
          }
        };
    assertFailsInTime((command, talk) -> {}, "no answer within 1 s from the UPS on /dev/pts/.*");
    assertFailsInTime(trickle, "only an incomplete answer within 1 s .*: \"\\({5,20}\"");
  }

  private void assertFailsInTime(SimulatedUps.Answers answers, String reason) throws Exception {
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      Ran ran = test(ups, 1);
      assertThat(ran.reason()).matches(reason);
      ran.assertEndedAt(Duration.ofSeconds(1));
      ups.assertReleased();
    }
  }

  @Test
  void reportsUpsUnpluggedDuringTest() throws Exception {
    AtomicReference<SimulatedUps> plugged = new AtomicReference<>();
    SimulatedUps.Answers test = lasting(10_000, TESTING, FINE);
    SimulatedUps.Answers answers =
        (command, talk) -> {
          if (plugged.get().commands().size() > 4) {
            plugged.get().unplug();
          } else {
            test.answer(command, talk);
          }
        };
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      plugged.set(ups);
      assertThat(test(ups, 20).reason())
          .isEqualTo(ups.device() + " is gone: was the UPS unplugged?");
      ups.assertReleased();
    }
  }

  @Test
  void allowsUpsCheckToRunDuringTest() throws Exception {
    AtomicReference<String> flags = new AtomicReference<>(FINE);
    CountDownLatch begun = new CountDownLatch(1);
    SimulatedUps.Answers answers =
        (command, talk) -> {
          if (command.equals("T")) {
            flags.set(TESTING);
            begun.countDown();
          } else {
            talk.send(SimulatedUps.status("13.7", flags.get()));
          }
        };
    try (SimulatedUps ups = new SimulatedUps(folder, answers)) {
      FutureTask<Ran> testing = new FutureTask<>(() -> test(ups, 60));
      new Thread(testing).start();
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 3; i++) {
        Ran ran = Ran.check(new UpsCheckType(), "serialPort", ups.port(), "timeout", 1);
        assertThat(ran.passed()).as(ran.reason()).isTrue();
        assertThat(ran.log().get(0)).endsWith("line interactive, test, beeper");
      }
      assertThat(testing.isDone()).isFalse();
      flags.set(FINE);
      assertThat(testing.get().passed()).as(testing.get().reason()).isTrue();
      assertThat(ups.commands()).containsOnlyOnce("T");
      ups.assertReleased();
    }
  }
}
