package org.fletchck.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.jspecify.annotations.Nullable;

/**
 * Shows the reported state of a check that runs elsewhere; fails when no reports come although they
 * could arrive.
 */
@PluginApi(PluginApi.VERSION)
public final class RemoteCheckType implements CheckType {

  /** The time without a report after which it fails; never by default. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds(
          "timeout", "Seconds without a report after which it fails, checked at each trigger");

  static final String NAME = "remote";

  private final ListeningPeriod hearing = new ListeningPeriod();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Shows the reported state of a check that runs elsewhere.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(TIMEOUT);
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  /** Reports come over the network: silence means nothing while the monitor is offline itself. */
  @Override
  public boolean overNetwork() {
    return true;
  }

  @Override
  public boolean receivesReports() {
    return true;
  }

  @Override
  public Check create(Options options) {
    return new RemoteCheck(options.find(TIMEOUT).orElse(null), hearing);
  }

  /** Returns the listening period, which the bridge sets. */
  ListeningPeriod hearing() {
    return hearing;
  }

  /** Looks for silence, the only thing that can be checked from here. */
  record RemoteCheck(@Nullable Duration timeout, ListeningPeriod hearing) implements Check {
    @Override
    public CheckResult run(CheckContext context) {
      CheckState known = context.previous();
      Duration heard = hearing.time().orElse(null);
      if (timeout == null || heard == null) {
        return CheckResult.unreachable(List.of());
      }
      Duration silence = heard.compareTo(context.silence()) < 0 ? heard : context.silence();
      if (silence.compareTo(timeout) <= 0) {
        return CheckResult.unreachable(List.of());
      }
      Instant report = known.times().report();
      Instant since = report == null ? armed(known, context.clock().instant()) : report;
      String time = text(since, context.zone());
      context.log((report == null ? "no report since " : "last report: ") + time);
      return CheckResult.fail("Update timeout " + silence.toSeconds() + " sec (" + time + ")");
    }

    private static Instant armed(CheckState known, Instant now) {
      String armed = known.learned().get(CheckState.ARMED);
      return armed == null ? now : Instant.parse(armed);
    }

    private static String text(Instant time, ZoneId zone) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          time.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
  }
}
