package org.fletchck.mqtt;

import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The thread and the socket of one connection. They are our own because the client library's can't
 * be stopped while it connects.
 */
final class ConnectionLoop {

  /**
   * Time for the library to remove the loop, on the loop, from a table that otherwise never
   * shrinks.
   */
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

  /** Closes the socket, ends the thread, and waits for that up to the given time. */
  void close(Duration most) throws InterruptedException {
    var unused = group.shutdownGracefully(QUIET_MILLIS, most.toMillis(), TimeUnit.MILLISECONDS);
    group.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
