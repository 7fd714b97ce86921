package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Finds the threads that a link left. */
final class Threads {

  private Threads() {}

  /**
   * Waits for the end of all threads of links and of their library. One that the library shares
   * ends by itself after a second.
   */
  static void awaitNone() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(ofLinks()).isEmpty());
  }

  private static List<Thread> ofLinks() {
    return Thread.getAllStackTraces().keySet().stream().filter(Threads::isOfLink).toList();
  }

  private static boolean isOfLink(Thread thread) {
    String name = thread.getName();
    return name.startsWith("mqtt")
        || name.startsWith("com.hivemq")
        || name.startsWith("nioEventLoop")
        || name.startsWith("RxComputation")
        || name.startsWith("globalEventExecutor");
  }
}
