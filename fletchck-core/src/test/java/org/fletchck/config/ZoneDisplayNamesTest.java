package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ZoneDisplayNamesTest {

  private static final int THREADS = 8;

  @Test
  void areConsistentAcrossConcurrentThreads() throws Exception {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.FRENCH);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (String id : ZoneId.getAvailableZoneIds().stream().sorted().limit(120).toList()) {
        ZonedDateTime time = Instant.parse("2026-11-21T00:00:00Z").atZone(ZoneId.of(id));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<String> write =
            () -> {
              start.await();
              return TimeText.format(format, time);
            };
        List<String> written = new ArrayList<>();
        for (Future<String> each : threads.invokeAll(Collections.nCopies(THREADS, write))) {
          written.add(each.get());
        }
        assertThat(written).as(id).containsOnly(TimeText.format(format, time));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
