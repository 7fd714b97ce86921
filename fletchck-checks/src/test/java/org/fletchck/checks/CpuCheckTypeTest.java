package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuCheckTypeTest extends CheckTypeContract {

  private static final String STAT =
      """
      cpu  1000 200 300 6000 500 40 60 100 9 9
      cpu0 500 100 150 3000 250 20 30 50 9 9
      cpu1 500 100 150 3000 250 20 30 50 0 0
      intr 9842921 0 0
      btime 1795234902
      """;

  @TempDir private Path folder;

  @Override
  CheckType type() {
    return new CpuCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of();
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("level", "80");
    all.put("hysteresis", "5");
    return all;
  }

  private static CpuTime time(double busy, double all) {
    return new CpuTime(2, busy, all);
  }

  /** Runs a check that sees these times one after the other. */
  private static Ran runCheck(CheckState previous, CpuTime... times) {
    Deque<CpuTime> next = new ArrayDeque<>(List.of(times));
    Ran ran =
        Ran.check(
            new CpuCheckType.CpuCheck(next::remove, new Level(80, 5), Duration.ofMillis(20)),
            Duration.ofSeconds(5),
            previous);
    assertThat(next).isEmpty();
    return ran;
  }

  private static CheckState learned(String text) {
    return CheckState.UNKNOWN.withLearned(Map.of("cpu", text));
  }

  private SampleKernelFiles samples() {
    return new SampleKernelFiles(folder).with("stat", STAT).with("uptime", "41.00 60.00\n");
  }

  @Test
  void measuresRealLoad() {
    Ran ran = Ran.check(type(), "level", 100);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level().orElseThrow()).matches("\\d+%");
    assertThat(ran.log())
        .singleElement()
        .asString()
        .matches("cpu: [0-9.]+% busy in the last [0-9.]+ s, of [0-9.]+ cores?");
    assertThat(ran.took()).isLessThan(Duration.ofSeconds(5));
    assertThat(CpuTime.parse(ran.result().learned().get("cpu"))).isNotNull();
  }

  @Test
  void averagesLoadSinceLastRun() {
    Ran ran = runCheck(learned("2.000 100.000 1000.000"), time(190, 1120));
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log()).containsExactly("cpu: 75.0% busy in the last 60.0 s, of 2 cores");
    assertThat(ran.result().level()).contains("75%");
    assertThat(ran.result().learned()).containsEntry("cpu", "2.000 190.000 1120.000");
  }

  @Test
  void failsAboveLevelAndRecoversOnlyBelowHysteresis() {
    CheckState state = learned("2.000 100.000 1000.000");
    Ran ran = runCheck(state, time(199, 1120));
    assertThat(ran.reason()).isEqualTo("cpu: 83% busy, above 80%");
    assertThat(ran.result().level()).contains("83%");
    assertThat(ran.result().learned()).containsEntry("cpu", "2.000 199.000 1120.000");
    CheckState failing = state.withStatus(Status.FAIL);
    assertThat(runCheck(failing, time(190, 1120)).reason())
        .isEqualTo("cpu: 75% busy, not yet below 75%");
    assertThat(runCheck(failing, time(189, 1120)).passed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.000 101.000 900.000", // busy for longer than now: the machine started again
        "2.000 50.000 1000.500",
        "4.000 50.000 900.000", // other cores
        "nonsense",
        "NaN NaN NaN",
      })
  void measuresTwiceWhenLastReadingIsUnusable(String learned) {
    Ran ran = runCheck(learned(learned), time(100, 1000), time(100.5, 1001));
    assertThat(ran.log()).containsExactly("cpu: 50.0% busy in the last 0.5 s, of 2 cores");
  }

  @Test
  void measuresTwiceInFirstRun() {
    assertThat(runCheck(CheckState.UNKNOWN, time(100, 1000), time(101, 1001)).reason())
        .isEqualTo("cpu: 100% busy, above 80%");
  }

  @Test
  void measuresAgainWhenLastRunIsTooRecent() {
    Ran ran = runCheck(learned("2.000 100.000 1000.000"), time(100.01, 1000.02), time(100.1, 1001));
    assertThat(ran.log()).containsExactly("cpu: 10.0% busy in the last 0.5 s, of 2 cores");
  }

  @Test
  void failsWhenCpuTimeDoesNotAdvance() {
    assertThat(runCheck(CheckState.UNKNOWN, time(100, 1000), time(100, 1000)).reason())
        .isEqualTo("the processor times don't advance");
  }

  @Test
  void computesBusyAndTotalTimeOfAllCores() throws IOException {
    // Waiting for a disk is idle; time stolen by other guests is not there for us.
    assertThat(samples().machine().cpu()).isEqualTo(new CpuTime(2, 17, 82));
  }

  @Test
  void respectsContainerLimit() throws IOException {
    SampleKernelFiles samples =
        samples().with("cpu.max", "50000 100000\n").with("cpu.stat", "usage_usec 12500000\n");
    assertThat(samples.machine().cpu()).isEqualTo(new CpuTime(0.5, 12.5, 20.5));
    CpuTime before = new CpuTime(0.5, 7.5, 10.5);
    assertThat(samples.machine().cpu().percentSince(before)).isEqualTo(50);
    assertThat(samples.machine().cpu().since(before)).isEqualTo(20);
  }

  @Test
  void ignoresIneffectiveContainerLimit() throws IOException {
    assertThat(samples().with("cpu.max", "max 100000\n").machine().cpu().cores()).isEqualTo(2);
    assertThat(samples().with("cpu.max", "200000 100000\n").machine().cpu().cores()).isEqualTo(2);
  }
}
