package org.fletchck.checks;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The usage of this machine, or of the container this runs in if that is limited to less.
 *
 * @param proc the folder of proc(5)
 * @param limits the limits of a container
 */
record LinuxMachine(Path proc, Cgroup limits) {

  static final LinuxMachine THIS =
      new LinuxMachine(Path.of("/proc"), new Cgroup(Path.of("/sys/fs/cgroup")));

  private static final double TICKS_PER_SECOND = 100; // USER_HZ, of time(7)
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final int STEAL = 7; // guest times, which follow, are included in others

  /** Returns the memory usage; what programs can get without swapping counts as free. */
  VolumeUsage memory() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("meminfo"));
    long total = 1024 * (long) file.number("MemTotal:");
    @Nullable VolumeUsage limited = limits.memory(total);
    if (limited != null) {
      return limited;
    }
    long available = 1024 * (long) file.number("MemAvailable:");
    return new VolumeUsage(total, available, available, null);
  }

  /** Returns the CPU time of all cores together since the machine started. */
  CpuTime cpu() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("stat"));
    var ticks = file.after("cpu");
    double all = 0;
    double busy = 0;
    for (int i = 0; i <= STEAL; i++) {
      double some = file.number(ticks, i);
      all += some;
      busy += i == IDLE || i == IOWAIT ? 0 : some;
    }
    double cores = file.lines().stream().filter(words -> words.get(0).matches("cpu\\d+")).count();
    double uptime = KernelFile.read(proc.resolve("uptime")).number();
    @Nullable CpuTime limited = limits.cpu(cores, uptime);
    return limited != null
        ? limited
        : new CpuTime(cores, busy / TICKS_PER_SECOND, all / TICKS_PER_SECOND);
  }
}
