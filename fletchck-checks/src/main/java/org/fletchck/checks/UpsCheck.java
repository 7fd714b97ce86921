package org.fletchck.checks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.fletchck.checks.UpsStatus.Figure;
import org.fletchck.checks.UpsStatus.Flag;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;

/** Judges the status of a UPS, and sets its beeper in the same exchange. */
record UpsCheck(Path port, boolean beeper, Duration timeout) implements Check {

  /** The status before the beeper was set, and the outcome of setting it. */
  private record UpsReading(UpsStatus status, Beeper beeper) {}

  private enum Beeper {
    AS_ASKED,
    SWITCHED,
    UNCHANGED,
    NOT_UNDERSTOOD
  }

  @Override
  public CheckResult run(CheckContext context) throws Exception {
    UpsReading found;
    try {
      found = UpsPort.exchange(context, port, timeout, this::readStatus);
    } catch (NoAnswerException e) {
      return CheckResult.fail(NetworkFailureText.said(e)); // says more than that time ran out
    }
    UpsStatus status = found.status();
    context.log(status.toString());
    CheckResult result = status.addTo(judge(status, beeper(found.beeper(), context)));
    return status
        .battery()
        .map(volts -> result.withLevel(UpsStatus.text(Figure.BATTERY, volts)))
        .orElse(result);
  }

  private UpsReading readStatus(UpsDialogue ups) throws IOException, InterruptedException {
    UpsStatus status = ups.status();
    if (status.has(Flag.BEEPER) == beeper) {
      return new UpsReading(status, Beeper.AS_ASKED);
    }
    if (!ups.toggleBeeper()) {
      return new UpsReading(status, Beeper.NOT_UNDERSTOOD);
    }
    boolean switched = ups.status().has(Flag.BEEPER) == beeper;
    return new UpsReading(status, switched ? Beeper.SWITCHED : Beeper.UNCHANGED);
  }

  /** Logs the outcome of setting the beeper; returns why it failed, "" if it didn't. */
  private String beeper(Beeper outcome, CheckContext context) {
    String wanted = beeper ? "on" : "off";
    switch (outcome) {
      case SWITCHED -> context.log("switched the beeper " + wanted);
      case UNCHANGED -> context.log("the UPS did not switch its beeper " + wanted);
      case NOT_UNDERSTOOD -> {
        String advice = "; \"beeper\": " + !beeper + " leaves it as it is";
        return UpsDialogue.notUnderstood("Q, which switches its beeper") + advice;
      }
      case AS_ASKED -> {}
    }
    return "";
  }

  private static CheckResult judge(UpsStatus status, String beeperTrouble) {
    String troubles = status.troubles();
    if (troubles.isEmpty()) {
      troubles = beeperTrouble;
    }
    return troubles.isEmpty() ? CheckResult.pass() : CheckResult.fail(troubles);
  }
}
