package org.fletchck.checks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long the processors were busy up to a moment, in seconds summed over the cores. Only
 * differences are meaningful.
 *
 * @param cores number of cores; not always a whole number if they are limited
 * @param busy time spent working
 * @param all time passed
 */
record CpuTime(double cores, double busy, double all) {

  /** Parses what {@link #toString} returned; returns null if that fails. */
  static @Nullable CpuTime parse(String text) {
    String[] words = text.split(" ", -1);
    try {
      return new CpuTime(
          Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  /** Returns whether this continues that time: not after a restart or with other cores. */
  boolean follows(CpuTime before) {
    return Math.abs(cores - before.cores) < 0.01 // the text is rounded
        && busy >= before.busy
        && all >= before.all;
  }

  /** Returns the seconds passed since then. */
  double since(CpuTime before) {
    return (all - before.all) / cores;
  }

  /** Returns the share of busy time since then, in percent. */
  double percentSince(CpuTime before) {
    return Math.min(100, 100 * (busy - before.busy) / (all - before.all));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f %.3f %.3f", cores, busy, all);
  }
}
