package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small disk that becomes full or read-only: a file system in memory where this user may mount
 * one. Elsewhere full is a limit on the size of files of this process, and read-only a matter of
 * permissions, or for root of an attribute.
 */
final class Disk implements AutoCloseable {

  private final Path folder;
  private final boolean mounted;

  private Disk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  static Disk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Disk(folder, run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", text(folder)));
  }

  void fill() throws IOException {
    if (!mounted) {
      assertThat(run("prlimit", "--pid", pid(), "--fsize=1000:unlimited")).isTrue();
      return;
    }
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
    if (!mounted) {
      assertThat(run("prlimit", "--pid", pid(), "--fsize=unlimited:unlimited")).isTrue();
    }
    Files.deleteIfExists(folder.resolve("filler"));
  }

  void readOnly(boolean on) throws IOException {
    if (mounted) {
      assertThat(run("mount", "-o", on ? "remount,ro" : "remount,rw", text(folder))).isTrue();
    } else if (System.getProperty("user.name").equals("root")) {
      assumeThat(run("chattr", on ? "+i" : "-i", text(folder)))
          .as("root can make a folder read-only: mount, or chattr of package e2fsprogs")
          .isTrue();
    } else {
      assertThat(run("chmod", on ? "500" : "700", text(folder))).isTrue();
    }
  }

  private static String pid() {
    return String.valueOf(ProcessHandle.current().pid());
  }

  private static String text(Path path) {
    return path.toString();
  }

  private static boolean run(String... command) throws IOException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join()
            .exitValue()
        == 0;
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      assertThat(run("umount", "-l", text(folder))).isTrue();
    } else {
      makeRoom();
    }
  }
}
