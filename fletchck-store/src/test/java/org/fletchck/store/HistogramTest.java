package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void estimatesQuantilesWithinTenPercent() {
    Random random = new Random(1);
    long[] micros =
        LongStream.generate(() -> (long) (200 * Math.pow(10, random.nextDouble() * 5)))
            .limit(10_000)
            .sorted()
            .toArray();
    Histogram histogram = new Histogram();
    LongStream.of(micros).forEach(histogram::add);

    for (double part : new double[] {0.01, 0.5, 0.95, 0.999}) {
      assertThat(histogram.quantile(part))
          .as("%s", part)
          .isCloseTo(micros[(int) (part * micros.length)], Percentage.withPercentage(10));
    }
  }

  @Test
  void mergesStoredHistogram() {
    Histogram small = new Histogram();
    Histogram all = new Histogram();
    for (int i = 0; i < 300; i++) {
      small.add(20_000);
    }
    small.add(0);
    small.add(Long.MAX_VALUE / 1_000);
    all.add(20_000);
    all.add(small.bytes());

    assertThat(all.size()).isEqualTo(303);
    assertThat(all.bytes()).hasSize(2 + 3 + 2);
    assertThat(all.quantile(0.5)).isCloseTo(20_000, Percentage.withPercentage(10));
    assertThat(new Histogram().bytes()).isEmpty();
  }
}
