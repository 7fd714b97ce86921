package com.example.redis;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Declares the check type {@code redis}: its name, summary and options. */
@PluginApi(PluginApi.VERSION)
public final class RedisCheckType implements CheckType {

  /** The name or address of the server: {@code localhost} by default. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Name or address of the server").orElse("localhost");

  /** The port: 6379 by default. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port").between(1, 65535).orElse(6379);

  /** The password of the server, if it needs one; never shown. */
  public static final Option<String> PASSWORD = Option.secret("password", "Password of the server");

  /** The percentage of the server's maxmemory above which it fails: 90 by default. */
  public static final Option<Double> LEVEL =
      Option.number("level", "Fails above this percentage of maxmemory")
          .between(0, 100)
          .orElse(90.0);

  /** The age of the last save to disk above which it fails: no limit by default. */
  public static final Option<Duration> SAVED =
      Option.seconds("saved", "Fails when the last save to disk is longer ago than this");

  /** The time limit of one attempt: 5 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(5);

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String summary() {
    return "Fails when a Redis server doesn't answer, is nearly full or doesn't save.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, PASSWORD, LEVEL, SAVED, TIMEOUT);
  }

  @Override
  public Check create(Options options) {
    return new RedisCheck(
        options.get(HOSTNAME),
        options.get(PORT),
        options.find(PASSWORD).orElse(null),
        options.get(LEVEL),
        options.find(SAVED).orElse(null));
  }
}
