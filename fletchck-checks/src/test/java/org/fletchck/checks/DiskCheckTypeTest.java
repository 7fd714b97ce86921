package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTypeTest extends CheckTypeContract {

  private static final long GIB = 1L << 30;

  @Override
  CheckType type() {
    return new DiskCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of();
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("volume", "/");
    all.put("level", "90");
    all.put("hysteresis", "2");
    all.put("inodes", "");
    all.put("mounted", "false");
    return all;
  }

  @Test
  void measuresRealVolume() {
    Ran ran = Ran.check(type(), "level", 100);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level().orElseThrow()).matches("\\d+%");
    assertThat(ran.log())
        .singleElement()
        .asString()
        .matches("/: [0-9.]+% used, [0-9.]+ of [0-9.]+ [GM]iB, [0-9.]+ [GM]iB free");
    assertThat(Ran.check(type(), "level", 0).reason()).matches("/: [0-9.]+% used, above 0%");
  }

  @Test
  void checksInodeUsage() {
    Ran ran = Ran.check(type(), "level", 100, "volume", "/dev", "inodes", 100);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log().get(0)).matches(".*, inodes [0-9.]+%");
    assertThat(Ran.check(type(), "level", 100, "volume", "/dev", "inodes", 0).reason())
        .matches("/dev: [0-9.]+% of the inodes used, above 0%");
  }

  @Test
  void distinguishesMountPointsFromOtherDirectories(@TempDir Path folder) {
    assertThat(Ran.check(type(), "level", 100, "mounted", true).passed()).isTrue();
    String link = "/proc/self/root"; // to /
    assertThat(Ran.check(type(), "level", 100, "volume", link, "mounted", true).passed()).isTrue();
    assertThat(Ran.check(type(), "volume", folder.toString(), "mounted", true).reason())
        .isEqualTo(folder + " is not a mount point");
  }

  @Test
  void reportsMissingPath() {
    assertThat(Ran.check(type(), "volume", "/no/such/place").reason())
        .isEqualTo("/no/such/place does not exist or isn't accessible");
  }

  @Test
  void reportsVolumeWithoutSize() {
    assertThat(Ran.check(type(), "volume", "/proc").reason()).startsWith("/proc has no size");
  }

  @Test
  void computesUsageLikeDf() {
    VolumeUsage usage = new VolumeUsage(100 * GIB, 25 * GIB, 20 * GIB, null);
    assertThat(usage).hasToString("78.9% used, 75.0 of 100.0 GiB, 20.0 GiB free");
    assertThat(Level.roundedUp(usage.percent())).isEqualTo("79%");
    assertThat(new VolumeUsage(GIB / 2, GIB / 4, GIB / 4, 12.0))
        .hasToString("50.0% used, 256.0 of 512.0 MiB, 256.0 MiB free, inodes 12.0%");
  }

  @Test
  void recoversOnlyBelowHysteresis() {
    Volume volume = new Volume(Path.of("/"), false, false);
    DiskCheck check =
        new DiskCheck(volume, () -> new VolumeUsage(100, 11, 11, null), new Level(90, 2), 100);
    CheckState failing = CheckState.UNKNOWN.withStatus(Status.FAIL);
    assertThat(Ran.check(check, Duration.ofSeconds(5), CheckState.UNKNOWN).passed()).isTrue();
    Ran ran = Ran.check(check, Duration.ofSeconds(5), failing);
    assertThat(ran.reason()).isEqualTo("/: 89% used, not yet below 88%");
    assertThat(ran.result().level()).contains("89%");
  }

  @Test
  void timesOutWhenVolumeHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Volume volume = new Volume(Path.of("/mnt/gone"), false, false);
    DiskCheck check =
        new DiskCheck(
            volume,
            () -> {
              never.await();
              return new VolumeUsage(1, 1, 1, null);
            },
            new Level(90, 2),
            100);
    assertThat(Ran.check(check, Duration.ofMillis(300), CheckState.UNKNOWN).reason())
        .isEqualTo("/mnt/gone doesn't answer: its server or device may be gone");
  }

  private static boolean isMounted(String place, String mountPoint) {
    String line = "36 35 98:0 / " + mountPoint + " rw,noatime - ext3 /dev/root rw\n";
    String other = "37 35 98:0 / /mnt/b\u00fc\u0080\u00ff rw - ext3 /dev/other rw\n";
    return Volume.isMounted(place, (other + line + other).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void findsMountPointsWithEscapedAndNonUtf8Names() {
    assertThat(isMounted("/mnt/a", "/mnt/a")).isTrue();
    assertThat(isMounted("/mnt/a b\\c", "/mnt/a\\040b\\134c")).isTrue();
    assertThat(isMounted("/mnt/\t\n#1", "/mnt/\\011\\012\\0431")).isTrue();
    assertThat(isMounted("/mnt/\r", "/mnt/\r")).isTrue();
    assertThat(isMounted("/mnt/\u00e9", "/mnt/\u00c3\u00a9")).isTrue();
    assertThat(isMounted("/mnt/\u00e9", "/mnt/\u00e9")).isFalse();
    assertThat(isMounted("/mnt", "/mnt/a")).isFalse();
    assertThat(Volume.isMounted("/", "no list\n\n".getBytes(StandardCharsets.US_ASCII))).isFalse();
  }
}
