package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.mqtt.ClientSettings.Broker;
import org.fletchck.mqtt.ClientSettings.Client;
import org.fletchck.mqtt.ClientSettings.Topics;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.SiteListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what a hub costs that hears of 10,000 checks, 2,000 times a second, with the broker apart;
 * by its name it is not one of the tests. The sender is a process of its own. This runs it:
 *
 * <pre>mvn -B -pl fletchck-mqtt -am -DskipChecks test -Dtest=FederationBenchmark \
 *   -DargLine='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'</pre>
 *
 * <p>The options are those of the launcher.
 */
class FederationBenchmark {

  private static final int CHECKS = 10_000;
  private static final int A_SECOND = 2_000;
  private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
  private static final int WARM_SECONDS = 10;

  @TempDir private Path folder;

  @Test
  void tenThousandRemoteChecks() throws Exception {
    AtomicLong taken = new AtomicLong();
    SiteListener counter =
        new SiteListener() {
          @Override
          public void ran(RunReport report) {
            taken.incrementAndGet();
          }
        };
    try (Mosquitto broker = new Mosquitto(folder, "persistence false").start();
        Site site =
            Site.with(Types.of(new RemoteCheckType())).listener(counter).open(config(broker))) {
      long empty = heap();
      try (MqttBridge bridge = MqttBridge.start(site, SiteEditor.inMemory(site))) {
        assertThat(bridge).isNotNull();
        Process sender = sender(broker.port());
        await().atMost(Duration.ofMinutes(5)).until(() -> taken.get() > WARM_SECONDS * A_SECOND);
        Cost before = Cost.now(broker, taken.get());
        LockSupport.parkNanos(Duration.ofSeconds(SECONDS).toNanos());
        Cost after = Cost.now(broker, taken.get());
        print(before, after);
        System.out.printf(
            "heap: %.1f MiB with %,d checks, %.1f MiB of it before the first message%n",
            heap() / 1048576.0, CHECKS, empty / 1048576.0);
        sender.destroy();
        assertThat(sender.waitFor()).isNotNegative();
      }
    }
  }

  private static SiteConfig config(Mosquitto broker) {
    Map<String, Object> checks = new HashMap<>();
    for (int i = 0; i < CHECKS; i++) {
      CheckConfig check =
          CheckConfig.of("check " + i, new RemoteCheckType())
              .with("subType", "disk")
              .option(RemoteCheckType.TIMEOUT, Duration.ofMinutes(10))
              .every(Duration.ofMinutes(1));
      checks.put(check.name(), check.raw());
    }
    return Instance.at(broker, "basetopic", "bench/#").with("checks", checks);
  }

  private static void print(Cost before, Cost after) {
    double messages = after.messages - before.messages;
    double seconds = (after.nanos - before.nanos) / 1e9;
    System.out.printf("%,.0f messages a second were taken over%n", messages / seconds);
    System.out.printf(
        "processor time of a message: %.3f ms in the hub, %.3f ms in the broker%n",
        (after.own - before.own) / 1e6 / messages, (after.broker - before.broker) / 1e6 / messages);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private Process sender(int port) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sender.class.getName(),
                String.valueOf(port)))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sender.txt").toFile())
        .start();
  }

  /** Publishes at the rate until it is ended, or its parent is. */
  static final class Sender {

    private Sender() {}

    public static void main(String[] args) {
      ClientSettings settings =
          new ClientSettings(
              new Broker("127.0.0.1", Integer.parseInt(args[0]), false, null),
              null,
              new Client("sender", false, 3),
              new Topics(null, null, 1),
              false);
      ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
      try (ReconnectingClient link = ReconnectingClient.open(settings, new Heard())) {
        long start = System.nanoTime();
        for (long i = 0; parent.isAlive(); i++) {
          LockSupport.parkNanos(start + i * (1_000_000_000L / A_SECOND) - System.nanoTime());
          long check = i % CHECKS;
          boolean fails = i / CHECKS % 100 == 99;
          link.publish(
              new OutgoingMessage(
                  "bench/" + check, Messages.state("check " + check, fails && check < 10), true));
        }
      }
    }
  }

  /** What was used up to a moment, in nanoseconds. */
  private record Cost(long nanos, long own, long broker, long messages) {

    private static final long TICK = 10_000_000; // Linux counts hundredths of a second

    static Cost now(Mosquitto broker, long messages) throws IOException {
      var os =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Cost(System.nanoTime(), os.getProcessCpuTime(), ofBroker(broker), messages);
    }

    /** Fields 14 and 15 of /proc/PID/stat: see proc(5). */
    private static long ofBroker(Mosquitto broker) throws IOException {
      String stat = Files.readString(Path.of("/proc/" + broker.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
    }
  }
}
