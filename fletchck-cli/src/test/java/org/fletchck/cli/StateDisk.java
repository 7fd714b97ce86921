package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small file system of its own that becomes full, or hangs; only root can make one. */
final class StateDisk implements AutoCloseable {

  private final Path folder;
  private boolean frozen;

  private StateDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one in memory; skips the test where that isn't allowed. */
  static StateDisk inMemory(Path folder) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString()),
        "mount of a tmpfs isn't allowed here; it needs root");
    return new StateDisk(folder);
  }

  /** Mounts one that can be frozen; skips the test where that isn't allowed. */
  static StateDisk onLoop(Path folder, Path image) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(
        run("truncate", "-s", "32M", image.toString())
            && run("mkfs.ext4", "-q", "-F", image.toString()),
        "no file system can be made here; it needs mkfs.ext4 of package e2fsprogs");
    assumeTrue(
        run("mount", "-o", "loop", image.toString(), folder.toString()),
        "mount of a loop device isn't allowed here; it needs root and loop devices");
    StateDisk disk = new StateDisk(folder);
    if (!run("fsfreeze", "-f", folder.toString())) {
      disk.close();
      assumeTrue(false, "fsfreeze isn't allowed here; it needs root and package util-linux");
    }
    assertThat(run("fsfreeze", "-u", folder.toString())).isTrue();
    return disk;
  }

  void fill() throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(folder.resolve("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  void makeRoom() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  /** From now on whoever writes waits. */
  void freeze() throws IOException {
    frozen = true;
    assertThat(run("fsfreeze", "-f", folder.toString())).isTrue();
  }

  /** Those who wait go on; a process that hangs can't even be killed before. */
  void thaw() throws IOException {
    if (!frozen) {
      return;
    }
    assertThat(run("fsfreeze", "-u", folder.toString())).isTrue();
    frozen = false;
  }

  static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    thaw();
    assertThat(run("umount", "-l", folder.toString())).isTrue();
  }
}
