package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTypeTest extends CheckTypeContract {

  private static final String MEMINFO =
      """
      MemTotal:       16384000 kB
      MemFree:          400000 kB
      MemAvailable:    4096000 kB
      Buffers:          236064 kB
      """;

  @TempDir private Path folder;

  @Override
  CheckType type() {
    return new MemoryCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of();
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("level", "85");
    all.put("hysteresis", "5");
    return all;
  }

  private static Ran runCheck(SampleKernelFiles samples, double level, CheckState previous) {
    return Ran.check(
        new MemoryCheckType.MemoryCheck(samples.machine(), new Level(level, 5)),
        Duration.ofSeconds(5),
        previous);
  }

  private static Ran runCheck(SampleKernelFiles samples) {
    return runCheck(samples, 85, CheckState.UNKNOWN);
  }

  private SampleKernelFiles samples() {
    return new SampleKernelFiles(folder);
  }

  @Test
  void measuresRealMemory() {
    Ran ran = Ran.check(type(), "level", 100);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level().orElseThrow()).matches("\\d+%");
    assertThat(ran.log())
        .singleElement()
        .asString()
        .matches("memory: [0-9.]+% used, [0-9.]+ of [0-9.]+ [GM]iB, [0-9.]+ [GM]iB free");
    assertThat(Ran.check(type(), "level", 0).reason()).matches("memory: [0-9.]+% used, above 0%");
  }

  @Test
  void countsAvailableMemoryAsFree() {
    Ran ran = runCheck(samples().with("meminfo", MEMINFO));
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).contains("75%");
    assertThat(ran.log()).containsExactly("memory: 75.0% used, 11.7 of 15.6 GiB, 3.9 GiB free");
  }

  @Test
  void failsAboveLevelAndRecoversOnlyBelowHysteresis() {
    SampleKernelFiles samples = samples().with("meminfo", MEMINFO);
    CheckState failing = CheckState.UNKNOWN.withStatus(Status.FAIL);
    Ran ran = runCheck(samples, 74.5, CheckState.UNKNOWN);
    assertThat(ran.reason()).isEqualTo("memory: 75% used, above 74.5%");
    assertThat(ran.result().level()).contains("75%");
    assertThat(runCheck(samples, 75, CheckState.UNKNOWN).passed()).isTrue();
    assertThat(runCheck(samples, 79, failing).reason())
        .isEqualTo("memory: 75% used, not yet below 74%");
    assertThat(runCheck(samples, 81, failing).passed()).isTrue();
  }

  @Test
  void respectsContainerLimit() {
    SampleKernelFiles samples =
        samples()
            .with("meminfo", MEMINFO)
            .with("memory.max", "1073741824\n")
            .with("memory.current", "1063004405\n")
            .with("memory.stat", "anon 500\ninactive_file 10737418\nactive_file 7\n");
    Ran ran = runCheck(samples);
    assertThat(ran.reason()).isEqualTo("memory: 98% used, above 85%");
    assertThat(ran.log()).containsExactly("memory: 98.0% used, 1.0 of 1.0 GiB, 0.0 GiB free");
  }

  @Test
  void ignoresIneffectiveContainerLimit() {
    SampleKernelFiles samples = samples().with("meminfo", MEMINFO).with("memory.max", "max\n");
    assertThat(runCheck(samples).result().level()).contains("75%");
    samples.with("memory.max", "99999999999999\n");
    assertThat(runCheck(samples).result().level()).contains("75%");
  }

  @Test
  void reportsUnreadableMemoryInfo() {
    assertThat(runCheck(samples()).reason())
        .isEqualTo(folder.resolve("meminfo") + " does not exist: this check works on Linux only");
    assertThat(runCheck(samples().with("meminfo", "MemTotal: 5 kB\n\n")).reason())
        .isEqualTo(folder.resolve("meminfo") + " has no line MemAvailable:");
    assertThat(runCheck(samples().with("meminfo", "MemTotal: much\n")).reason())
        .isEqualTo(folder.resolve("meminfo") + " can't be parsed: [much]");
  }
}
