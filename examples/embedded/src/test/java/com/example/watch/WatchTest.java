package com.example.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTest {

  @Test
  void tellsOfEachChangeAndLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Watch.run(new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "web (https): PASS, HTTP 200",
            "queue (backlog): PASS",
            "web (https): FAIL, HTTP 503 Service Unavailable, expected 200-299",
            "web (https): PASS, HTTP 200",
            "queue (backlog): FAIL, waiting: 1",
            "ended");
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(10_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }
}
