package org.fletchck.checks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a volume, or of memory.
 *
 * @param total its size in bytes
 * @param free bytes not in use, including those reserved for root
 * @param usable bytes available to users other than root
 * @param inodes the share of inodes in use, in percent; null if not requested or unlimited
 */
record VolumeUsage(long total, long free, long usable, @Nullable Double inodes) {

  private static final double MEBI = 1 << 20;
  private static final double GIBI = 1 << 30;

  long used() {
    return total - free;
  }

  /** Returns the share in use, in percent, as df does: without what is reserved for root. */
  double percent() {
    return 100.0 * used() / ((double) used() + usable);
  }

  /** Returns for example {@code 10.4% used, 24.1 of 252.0 GiB, 77.2 GiB free}. */
  @Override
  public String toString() {
    boolean large = total >= GIBI;
    double unit = large ? GIBI : MEBI;
    String name = large ? "GiB" : "MiB";
    String inodesUsed = inodes == null ? "" : ", inodes " + Level.exact(inodes);
    return String.format(
            Locale.ROOT,
            "%.1f%% used, %.1f of %.1f %s, %.1f %s free",
            percent(),
            used() / unit,
            total / unit,
            name,
            usable / unit,
            name)
        + inodesUsed;
  }
}
