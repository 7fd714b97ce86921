package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Remembers what a link sent. */
final class Heard implements ClientListener {

  final List<String> states = Collections.synchronizedList(new ArrayList<>());
  final Map<String, String> latest = new ConcurrentHashMap<>();
  final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void connected() {
    add(states, "connected");
  }

  @Override
  public void disconnected(String reason) {
    add(states, reason);
  }

  @Override
  public boolean received(IncomingMessage message) {
    String text = new String(message.payload, StandardCharsets.UTF_8);
    latest.put(message.topic, text);
    add(order, message.topic + (message.retained ? " (kept) " : " ") + text);
    return true;
  }

  private void add(List<String> list, String line) {
    synchronized (this) {
      list.add(line);
      notifyAll();
    }
  }

  void awaitConnected() throws InterruptedException {
    await("connected", () -> states.contains("connected"));
  }

  String awaitProblem() throws InterruptedException {
    await("a problem", () -> states.stream().anyMatch(s -> !s.equals("connected")));
    return states.stream().filter(s -> !s.equals("connected")).findFirst().orElseThrow();
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    synchronized (this) {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime())
            .as("still waiting for %s: %s, %s topics", what, states, latest.size())
            .isLessThan(end);
        wait(200);
      }
    }
  }
}
