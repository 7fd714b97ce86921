package org.fletchck.mqtt;

import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The thread and the socket of one connection. They are our own, because the client library can't
 * be stopped while it connects.
 */
final class ConnectionLoop {

  /** The library still has to forget the loop, on the loop, in a table that never shrinks else. */
  private static final int QUIET_MILLIS = 50;

  private final NioEventLoopGroup group =
      new NioEventLoopGroup(
          1,
          task -> {
            Thread thread = new Thread(task, "mqtt-io");
            thread.setDaemon(true);
            return thread;
          });

  Executor executor() {
    return group;
  }

  /** Closes the socket and ends the thread, and waits for that; but no longer than given. */
  void close(Duration most) throws InterruptedException {
    var unused = group.shutdownGracefully(QUIET_MILLIS, most.toMillis(), TimeUnit.MILLISECONDS);
    group.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
