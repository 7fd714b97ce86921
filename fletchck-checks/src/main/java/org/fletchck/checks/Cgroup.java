package org.fletchck.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a container, in the files of control groups version 2. A container finds its own at
 * the root of its cgroup file system, where a machine has none. So the limit of a service on a
 * machine doesn't count, as it says nothing about the machine.
 *
 * @param root the cgroup file system
 */
record Cgroup(Path root) {

  private static final String UNLIMITED = "max";

  /** Returns the usage of the memory allowed; null if not limited to less than the machine has. */
  @Nullable VolumeUsage memory(long machine) throws IOException {
    @Nullable KernelFile file = limit("memory.max");
    if (file == null || file.number() >= machine) {
      return null;
    }
    long limit = (long) file.number();
    long current = (long) KernelFile.read(root.resolve("memory.current")).number();
    // The page cache that isn't in use is reclaimed before memory runs out.
    long cache = (long) KernelFile.read(root.resolve("memory.stat")).number("inactive_file");
    long free = Math.min(limit, Math.max(0, limit - current + cache));
    return new VolumeUsage(limit, free, free, null);
  }

  /**
   * Returns the usage of the CPU time allowed; null if not limited to less than the machine has.
   *
   * @param machine number of cores
   * @param uptime seconds since the machine started
   */
  @Nullable CpuTime cpu(double machine, double uptime) throws IOException {
    @Nullable KernelFile file = limit("cpu.max");
    if (file == null) {
      return null;
    }
    double cores = file.number() / file.number(file.lines().get(0), 1);
    if (cores >= machine) {
      return null;
    }
    double used = KernelFile.read(root.resolve("cpu.stat")).number("usage_usec") / 1e6;
    return new CpuTime(cores, used, uptime * cores);
  }

  private @Nullable KernelFile limit(String name) throws IOException {
    Path path = root.resolve(name);
    if (!Files.exists(path)) {
      return null;
    }
    KernelFile file = KernelFile.read(path);
    boolean unlimited = !file.lines().isEmpty() && file.lines().get(0).get(0).equals(UNLIMITED);
    return unlimited ? null : file;
  }
}
