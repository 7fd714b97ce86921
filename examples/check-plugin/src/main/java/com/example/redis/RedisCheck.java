package com.example.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Status;
import org.jspecify.annotations.Nullable;

/** Checks one server. It keeps no state between runs; an exception that it throws is a failure. */
record RedisCheck(
    String host, int port, @Nullable String password, double level, @Nullable Duration saved)
    implements Check {

  /** How far below its level a failing check passes again, so that it doesn't flap. */
  private static final double HYSTERESIS = 5;

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    try (Socket socket = context.closeAtDeadline(new Socket())) {
      InetSocketAddress address = new InetSocketAddress(context.resolve(host).get(0), port);
      long start = System.nanoTime();
      socket.connect(address);
      context.phase("connect", Duration.ofNanos(System.nanoTime() - start));
      context.log("connected to " + address.getAddress().getHostAddress() + " port " + port);

      start = System.nanoTime();
      RedisTalk talk = new RedisTalk(socket);
      if (password != null) {
        talk.ask("AUTH", password);
      }
      Map<String, String> info = talk.info();
      context.phase("answer", Duration.ofNanos(System.nanoTime() - start));
      return judge(info, context).withDetail("version", info.getOrDefault("redis_version", "?"));
    }
  }

  private CheckResult judge(Map<String, String> info, CheckContext context) throws IOException {
    Instant lastSave = Instant.ofEpochSecond(RedisTalk.number(info, "rdb_last_save_time"));
    Duration age = Duration.between(lastSave, context.clock().instant());
    context.log("last saved " + lastSave);
    if (saved != null && age.compareTo(saved) > 0) {
      return CheckResult.fail("last saved " + age.toMinutes() + " minutes ago");
    }
    long most = RedisTalk.number(info, "maxmemory");
    if (most == 0) {
      return CheckResult.pass("no memory limit");
    }
    double percent = 100.0 * RedisTalk.number(info, "used_memory") / most;
    boolean failing = context.previous().judged() == Status.FAIL;
    double limit = failing ? level - HYSTERESIS : level;
    CheckResult result =
        percent > limit
            ? CheckResult.fail("memory above " + Math.round(limit) + "%")
            : CheckResult.pass();
    return result.withLevel(Math.round(percent) + "%");
  }
}
