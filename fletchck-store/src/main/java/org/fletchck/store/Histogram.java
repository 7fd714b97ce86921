package org.fletchck.store;

import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;

/**
 * A histogram of durations from 0.1 ms to an hour, with four steps per doubling, so that its
 * quantiles are accurate to within 10 %.
 */
final class Histogram {

  private static final int STEPS = 4;
  private static final int SIZE = 102;
  private static final double SHORTEST = 100;

  private final int[] counts = new int[SIZE];

  void add(long micros) {
    counts[step(micros)]++;
  }

  void add(Histogram other) {
    for (int i = 0; i < SIZE; i++) {
      counts[i] += other.counts[i];
    }
  }

  private static int step(long micros) {
    if (micros < SHORTEST) {
      return 0;
    }
    int step = 1 + (int) (STEPS * Math.log(micros / SHORTEST) / Math.log(2));
    return Math.min(step, SIZE - 1);
  }

  /** Returns the number of durations counted. */
  long size() {
    return IntStream.of(counts).asLongStream().sum();
  }

  /**
   * Returns a quantile in microseconds.
   *
   * @param part the part of all durations that is below, from 0 to 1
   */
  long quantile(double part) {
    long left = (long) Math.ceil(size() * part);
    int step = 0;
    while (step < SIZE - 1 && left > counts[step]) {
      left -= counts[step];
      step++;
    }
    return Math.round(SHORTEST * Math.pow(2, (step - 0.5) / STEPS));
  }

  /** Returns each step that has a count: its number, then the count, seven bits per byte. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < SIZE; i++) {
      if (counts[i] > 0) {
        out.write(i);
        int rest = counts[i];
        while (rest > 0x7f) {
          out.write((rest & 0x7f) | 0x80);
          rest >>>= 7;
        }
        out.write(rest);
      }
    }
    return out.toByteArray();
  }

  /** Adds what {@link #bytes} wrote. */
  void add(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int step = bytes[at++];
      int count = 0;
      for (int shift = 0; ; shift += 7) {
        int next = bytes[at++];
        count |= (next & 0x7f) << shift;
        if (next >= 0) {
          break;
        }
      }
      counts[step] += count;
    }
  }
}
