package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.fletchck.cli.FileWatch.FileContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  @TempDir private Path folder;

  private Path file;
  private Path elsewhere;
  private long nanos = Long.MAX_VALUE - 1_000; // monotonic time may begin anywhere
  private FileWatch watch;

  @BeforeEach
  void watchAFile() throws IOException {
    file = Files.writeString(folder.resolve("fletchck.conf"), "{}");
    elsewhere = folder.resolve("elsewhere");
    watch = new FileWatch(file, () -> nanos);
  }

  @Test
  void reportsChangeOnce() throws IOException {
    assertThat(watch.poll()).isEqualTo(FileContent.SAME);
    Files.writeString(file, "{\"grace\": 1}");

    assertThat(watch.poll()).isEqualTo(FileContent.CHANGED);
    assertThat(watch.poll()).isEqualTo(FileContent.SAME);
  }

  @Test
  void reportsMissingFileOnceAfterTenSeconds() throws IOException {
    Files.move(file, elsewhere);

    assertThat(lookAfter(9)).isEqualTo(FileContent.SAME);
    assertThat(lookAfter(1)).isEqualTo(FileContent.GONE);
    assertThat(lookAfter(100)).isEqualTo(FileContent.SAME);
  }

  @Test
  void measuresAbsenceFromLastTimeFileWasSeen() throws IOException {
    assertThat(lookAfter(1_000)).isEqualTo(FileContent.SAME);
    Files.move(file, elsewhere);

    assertThat(lookAfter(9)).isEqualTo(FileContent.SAME);
    assertThat(lookAfter(2)).isEqualTo(FileContent.GONE);
  }

  @Test
  void reportsReappearanceOfUnchangedFile() throws IOException {
    Files.move(file, elsewhere);
    assertThat(lookAfter(10)).isEqualTo(FileContent.GONE);
    Files.move(elsewhere, file);

    assertThat(lookAfter(2)).isEqualTo(FileContent.CHANGED);
    assertThat(lookAfter(20)).isEqualTo(FileContent.SAME);
    Files.move(file, elsewhere);
    assertThat(lookAfter(10)).isEqualTo(FileContent.GONE);
  }

  @Test
  void ignoresBriefAbsenceOfFile() throws IOException {
    Files.move(file, elsewhere);
    assertThat(lookAfter(2)).isEqualTo(FileContent.SAME);
    Files.move(elsewhere, file);

    assertThat(lookAfter(2)).isEqualTo(FileContent.SAME);
  }

  private FileContent lookAfter(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    return watch.poll();
  }
}
