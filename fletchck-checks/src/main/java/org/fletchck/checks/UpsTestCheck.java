package org.fletchck.checks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.fletchck.checks.UpsStatus.Figure;
import org.fletchck.checks.UpsStatus.Flag;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/** Starts a self-test and follows it to its end. Between polls the port is free for others. */
record UpsTestCheck(Path port, Duration interval, Duration timeout) implements Check {

  /** The voltage below which a battery isn't charged enough to be tested. */
  private static final double LEAST_VOLTS = 13.0;

  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** How many polls a UPS may take to start. */
  private static final int LOOKS_UNTIL_IT_BEGINS = 10;

  @Override
  public CheckResult run(CheckContext context) throws Exception {
    UpsStatus first;
    try {
      first = exchange(context, UpsTestCheck::start);
    } catch (NoAnswerException e) {
      return CheckResult.fail(NetworkFailureText.said(e));
    }
    context.log("started: " + first);
    TestProgress course = new TestProgress(first);
    try {
      follow(context, course);
    } catch (NoAnswerException | InterruptedException e) {
      if (!context.remaining().isZero()) {
        throw e;
      }
      String within = ValueTexts.seconds(timeout);
      return course.level(CheckResult.fail("the self-test did not end within " + within));
    }
    context.log("ended: " + course.last);
    return course.level(course.last.addTo(course.judge()));
  }

  private <T> T exchange(CheckContext context, UpsPort.Exchange<T> exchange) throws Exception {
    Duration longest = timeout.compareTo(ANSWER) < 0 ? timeout : ANSWER;
    return UpsPort.exchange(context, port, longest, exchange);
  }

  private static UpsStatus start(UpsDialogue ups) throws IOException, InterruptedException {
    UpsStatus before = ups.status();
    if (before.has(Flag.TEST)) {
      return before; // somebody else started one
    }
    String troubles = before.troubles();
    if (!troubles.isEmpty()) {
      throw new IOException("no self-test was started: " + troubles);
    }
    double volts =
        before
            .battery()
            .orElseThrow(
                () ->
                    new IOException(
                        "no self-test was started: the UPS reports no battery voltage"));
    if (volts < LEAST_VOLTS) {
      throw new IOException(
          "no self-test was started: the battery voltage is "
              + UpsStatus.text(Figure.BATTERY, volts)
              + ", less than "
              + UpsStatus.text(Figure.BATTERY, LEAST_VOLTS));
    }
    ups.startTest();
    return ups.status();
  }

  private void follow(CheckContext context, TestProgress course) throws Exception {
    while (course.goesOn()) {
      Thread.sleep(interval.toMillis());
      course.add(exchange(context, UpsDialogue::status));
    }
  }

  /** What a self-test has shown so far. */
  private static final class TestProgress {
    private final long start = System.nanoTime();
    private UpsStatus last;
    private int looks;
    private boolean begun;
    private boolean faulty;
    private @Nullable Double lowest;

    TestProgress(UpsStatus first) {
      last = first;
      add(first);
    }

    void add(UpsStatus status) {
      last = status;
      looks++;
      begun |= status.has(Flag.TEST);
      faulty |= status.has(Flag.FAULT);
      status
          .battery()
          .filter(volts -> lowest == null || volts < lowest)
          .ifPresent(volts -> lowest = volts);
    }

    boolean goesOn() {
      return last.has(Flag.TEST) || (!begun && !faulty && looks < LOOKS_UNTIL_IT_BEGINS);
    }

    CheckResult judge() {
      if (faulty) {
        return CheckResult.fail("the self-test found a fault");
      }
      Duration took = Duration.ofSeconds(Duration.ofNanos(System.nanoTime() - start).toSeconds());
      return begun
          ? CheckResult.pass("self-test passed in " + ValueTexts.seconds(took))
          : CheckResult.fail("the UPS did not start a self-test");
    }

    /** Adds the lowest battery voltage as level. */
    CheckResult level(CheckResult result) {
      return lowest == null ? result : result.withLevel(UpsStatus.text(Figure.BATTERY, lowest));
    }
  }
}
