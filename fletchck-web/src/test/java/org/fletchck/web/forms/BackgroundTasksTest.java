package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.fletchck.web.http.RefusedRequest;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {

  private final BackgroundTasks background = new BackgroundTasks();

  @Test
  void rejectsTasksWhenQueueIsFull() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1_008); // all threads, and all places before them
    for (long i = ended.getCount(); i > 0; i--) {
      background.start(
          () -> {
            await(end);
            ended.countDown();
          });
    }

    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> background.within(Duration.ofMinutes(1), () -> "done"))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(503));
    background.start(() -> {}); // logged, and left out

    end.countDown();
    await(ended);
    assertThat(background.within(Duration.ofMinutes(1), () -> "done")).contains("done");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
