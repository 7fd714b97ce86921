package org.fletchck.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with what Linux tells in its files, as texts of a test. */
record SampleKernelFiles(Path folder) {

  SampleKernelFiles with(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LinuxMachine machine() {
    return new LinuxMachine(folder, new Cgroup(folder));
  }
}
