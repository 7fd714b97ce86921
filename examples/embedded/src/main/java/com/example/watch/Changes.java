package com.example.watch;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Transition;
import org.fletchck.state.SiteListener;

/** Queues each change until it is requested: a listener must not block. */
final class Changes implements SiteListener {

  private static final int PATIENCE_SECONDS = 30;

  private final Map<String, BlockingQueue<String>> lines = new ConcurrentHashMap<>();

  @Override
  public void changed(String check, String type, Transition transition) {
    CheckState now = transition.after();
    String reason = now.lastRun().reason() == null ? "" : ", " + now.lastRun().reason();
    of(check).add(check + " (" + type + "): " + now.status() + reason);
  }

  /** Waits for the next change of a check. */
  String next(String check) throws InterruptedException {
    String line = of(check).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new IllegalStateException(check + " did not change in " + PATIENCE_SECONDS + " s");
    }
    return line;
  }

  private BlockingQueue<String> of(String check) {
    return lines.computeIfAbsent(check, name -> new LinkedBlockingQueue<>());
  }
}
