package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.Test;

class SystemSchedulerTest {

  private static final int LIMIT = 30;

  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

  @Test
  void startsWorkWhenItIsDue() throws InterruptedException {
    try (Scheduler scheduler = Scheduler.system(InstantSource.system())) {
      Instant now = scheduler.clock().instant();
      scheduler.at(now.plusMillis(100), () -> done.add("second"));
      scheduler.at(now.plusMillis(50), () -> done.add("first"));
      scheduler.at(now.plusMillis(20), () -> done.add("never")).cancel();
      scheduler.after(Duration.ofMillis(300), () -> done.add("third"));
      assertThat(done.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo("first");
      assertThat(done.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo("second");
      assertThat(done.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo("third");
      assertThat(scheduler.clock().instant()).isAfter(now.plusMillis(299));
    }
  }

  @Test
  void continuesAfterWorkThatThrows() throws InterruptedException {
    try (Scheduler scheduler = Scheduler.system(InstantSource.system(), 1)) {
      scheduler.execute(
          () -> {
            throw new IllegalStateException("work that fails");
          });
      scheduler.execute(() -> done.add("next"));
      assertThat(done.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo("next");
    }
  }

  @Test
  void reportsLagOfLastWork() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Scheduler scheduler = Scheduler.system(InstantSource.system(), 1)) {
      Instant now = scheduler.clock().instant();
      scheduler.at(
          now,
          () -> {
            started.countDown();
            await(end);
          });
      scheduler.at(now, () -> done.add(scheduler.lag().toString()));
      assertThat(started.await(LIMIT, TimeUnit.SECONDS)).isTrue();
      long since = scheduler.nanos();
      Duration waited = Duration.ofNanos(scheduler.nanos() - since);
      end.countDown();

      assertThat(Duration.parse(String.valueOf(done.poll(LIMIT, TimeUnit.SECONDS))))
          .isBetween(waited, Duration.ofSeconds(LIMIT));
    }
  }

  @Test
  void reportsClockJumpsButNotSmallSteps() throws InterruptedException {
    SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    try (Scheduler scheduler = Scheduler.system(clock, 1)) {
      scheduler.onJump(by -> done.add(Math.round(by.toSeconds() / 3600.0) + " h"));
      for (Duration step :
          List.of(Duration.ofHours(2), Duration.ofDays(-1), Duration.ofMillis(9))) {
        clock.advance(step);
        scheduler.at(Instant.EPOCH, () -> done.add("looked")); // else it looks within a minute
        assertThat(done.poll(LIMIT, TimeUnit.SECONDS))
            .isEqualTo(step.toHours() == 0 ? "looked" : step.toHours() + " h");
        assertThat(step.toHours() == 0 ? "looked" : done.poll(LIMIT, TimeUnit.SECONDS))
            .isEqualTo("looked");
      }
    }
  }

  @Test
  void growsPoolWithHangingWorkUpToLimit() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(3);
    ExecutorService pool = WorkerThreads.platform(3, WorkerThreads.NAME);
    for (int i = 0; i < 4; i++) {
      pool.execute(
          () -> {
            started.countDown();
            await(end);
            done.add("done");
          });
    }
    assertThat(started.await(LIMIT, TimeUnit.SECONDS)).isTrue();
    assertThat(((ThreadPoolExecutor) pool).getPoolSize()).isEqualTo(3);
    end.countDown();
    for (int i = 0; i < 4; i++) {
      assertThat(done.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo("done");
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(LIMIT, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void startsNothingOnceItIsClosed() throws InterruptedException {
    Scheduler scheduler = Scheduler.system(InstantSource.system());
    scheduler.close();
    scheduler.execute(() -> done.add("never"));
    scheduler.after(Duration.ZERO, () -> done.add("never"));
    scheduler.at(Instant.EPOCH, () -> done.add("never"));
    assertThat(done.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void startsWorkLaterWhenNoThreadIsAvailable() throws InterruptedException {
    AtomicBoolean full = new AtomicBoolean(true);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          public void execute(Runnable work) {
            if (full.getAndSet(false)) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            super.execute(work);
          }
        };
    try (Scheduler scheduler = new SystemScheduler(InstantSource.system(), pool)) {
      scheduler.at(scheduler.clock().instant(), () -> done.add("first"));
      assertThat(done.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo("first");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
