package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the monitor itself lacks is not blamed on what it looks at. */
class ShortageTest {

  private final ManualScheduler time = new ManualScheduler(World.START, 1);
  private final AtomicReference<Throwable> trouble = new AtomicReference<>();
  private final ScriptedActionType box = new ScriptedActionType("box");
  private final SiteConfig config =
      SiteConfig.empty()
          .with("grace", 0)
          .withAction(ActionConfig.of("box", "box"))
          .withCheck(CheckConfig.of("web", "thing").every(Duration.ofHours(1)).actions("box"));

  private Site open() {
    CheckType thing =
        CheckType.of(
            "thing",
            "Throws what the test wants.",
            context -> {
              Throwable now = trouble.get();
              if (now instanceof Error error) {
                throw error;
              }
              if (now != null) {
                throw (Exception) now;
              }
              return CheckResult.pass();
            });
    return Site.with(Types.of(thing, box)).scheduler(time).open(config);
  }

  @Test
  void doesNotCountRunWhenOutOfDescriptorsAndRetriesIt() {
    try (Site site = open()) {
      time.advance(Duration.ofSeconds(30));
      assertThat(site.state("web").orElseThrow().status()).isEqualTo(Status.PASS);
      trouble.set(new IOException("can't connect", ofJava(new SocketException(FILES))));
      RunReport report = site.run("web");
      assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(report.failed()).isFalse();
      assertThat(report.decision()).isEqualTo("not counted: fletchck is out of file descriptors");
      assertThat(report.state().status()).isEqualTo(Status.PASS);
      assertThat(site.health()).containsExactly("fletchck is out of file descriptors");
      assertThat(site.problems().toString()).contains("resources", "ulimit -n");
      assertThat(site.shortages()).containsExactly(Shortage.DESCRIPTORS);

      trouble.set(new IOException("connection refused"));
      time.advance(Duration.ofSeconds(61)); // made again, although the trigger is an hour away
      assertThat(box.headlines()).hasSize(1).first().asString().contains("web");
      time.advance(Duration.ofMinutes(3));
      assertThat(site.health()).isEmpty();
      assertThat(site.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unable to create native thread: possibly out of memory", "Java heap"})
  void doesNotCountRunWhenOutOfThreadsOrMemory(String said) {
    trouble.set(new OutOfMemoryError(said));
    try (Site site = open()) {
      assertThat(site.run("web").outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(site.health()).hasSize(1);
      time.advance(Duration.ofMinutes(10));
      assertThat(box.sent).isEmpty();
    }
  }

  @Test
  void countsUnknownHostAsFailureOnlyWithoutShortage() {
    try (Site site = open()) {
      trouble.set(new UnknownHostException("unknown host example.org"));
      assertThat(site.run("web").outcome()).isEqualTo(Outcome.RAN);
      trouble.set(ofJava(new SocketException(FILES)));
      site.run("web");
      trouble.set(new UnknownHostException("unknown host example.org"));
      assertThat(site.run("web").outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void doesNotCountShortageAsRefusedDelivery() {
    trouble.set(new IOException("connection refused"));
    box.trouble = new RefusedException("no", ofJava(new SocketException(FILES)));
    try (Site site = open()) {
      site.run("web");
      time.advance(Duration.ofHours(1)); // three refusals would have ended it
      assertThat(site.undelivered()).hasSize(1);
      assertThat(site.undelivered().get(0).refusals()).isZero();
      box.trouble = null;
      time.advance(Duration.ofHours(1));
      assertThat(box.sent).isNotEmpty();
    }
  }

  @Test
  void recognizesShortageInErrorsOfJavaAndSystem() {
    assertThat(Shortage.of(ofJava(new SocketException(FILES)))).hasValue(Shortage.DESCRIPTORS);
    assertThat(Shortage.of(ofJava(new IOException("Too many open files in system"))))
        .hasValue(Shortage.DESCRIPTORS);
    assertThat(Shortage.of(ofJava(new FileNotFoundException("/a (x) (" + FILES + ")"))))
        .hasValue(Shortage.DESCRIPTORS);
    assertThat(Shortage.of(ofJava(new FileSystemException("/a", null, FILES))))
        .hasValue(Shortage.DESCRIPTORS);
    assertThat(Shortage.of(ofJava(new SocketException("No buffer space available"))))
        .hasValue(Shortage.BUFFERS);
    assertThat(Shortage.of(ofJava(new BindException("Cannot assign requested address"))))
        .hasValue(Shortage.PORTS);
    assertThat(started("error=24, Too many open files")).containsExactly(Shortage.DESCRIPTORS);
    assertThat(started("error=12, Cannot allocate memory")).containsExactly(Shortage.MEMORY);
    assertThat(started("Exec failed, error: 11 (Resource temporarily unavailable) "))
        .containsExactly(Shortage.THREADS);
    assertThat(started("error=2, No such file or directory")).isEmpty();
    assertThat(Shortage.of(new ExecutionException(new OutOfMemoryError("Java heap space"))))
        .hasValue(Shortage.MEMORY);
  }

  @Test
  void ignoresShortageMessagesFromPeers() {
    assertThat(Shortage.of(new IOException(FILES))).isEmpty();
    assertThat(Shortage.of(ofJava(new IOException("421 " + FILES)))).isEmpty();
    assertThat(Shortage.of(new IOException("the server said: " + FILES))).isEmpty();
    Exception circle = new IOException("a");
    circle.addSuppressed(new IOException("b", circle));
    assertThat(Shortage.of(circle)).isEmpty();
  }

  private static List<Shortage> started(String said) {
    return new ArrayList<>(
        Shortage.of(ofJava(new IOException("Cannot run program \"error=24\": " + said))).stream()
            .toList());
  }

  private static final String FILES = "Too many open files";

  /** Lets something look as if Java had thrown it. */
  private static <T extends Throwable> T ofJava(T e) {
    e.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("sun.nio.ch.Net", "socket0", null, -2)});
    return e;
  }
}
