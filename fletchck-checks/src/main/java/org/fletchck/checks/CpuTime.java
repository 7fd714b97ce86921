package org.fletchck.checks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How busy processors were up to a moment, in seconds summed over the cores: only differences mean
 * something.
 *
 * @param cores how many there are; not always a whole number where they are limited
 * @param busy time at work
 * @param all time that passed
 */
record CpuTime(double cores, double busy, double all) {

  /** Returns what {@link #toString} spelled, or null if that can't be read. */
  static @Nullable CpuTime parse(String text) {
    String[] words = text.split(" ", -1);
    try {
      return new CpuTime(
          Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  /** Tells whether this goes on from there: not after a new start or with other cores. */
  boolean follows(CpuTime before) {
    return Math.abs(cores - before.cores) < 0.01 // what is spelled is rounded
        && busy >= before.busy
        && all >= before.all;
  }

  /** Returns the seconds passed since then. */
  double since(CpuTime before) {
    return (all - before.all) / cores;
  }

  /** Returns the share of the time since then at work, in percent. */
  double percentSince(CpuTime before) {
    return Math.min(100, 100 * (busy - before.busy) / (all - before.all));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f %.3f %.3f", cores, busy, all);
  }
}
