package org.fletchck.mqtt;

import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The thread and the socket of one connection. They are our own, because the client library can't
 * be stopped while it connects.
 */
final class Loop {

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
    var unused = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    group.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
