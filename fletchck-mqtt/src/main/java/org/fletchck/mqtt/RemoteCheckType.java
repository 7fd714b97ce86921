package org.fletchck.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.fletchck.config.CheckKeys;
import org.fletchck.schedule.Zones;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * Shows the state of a check that runs elsewhere, as it is reported; fails when it falls silent
 * while reports can arrive.
 */
public final class RemoteCheckType implements CheckType {

  /** The silence after which it fails: it never does by default. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds(
          "timeout", "Seconds of silence after which it fails; looked at by its trigger");

  static final String NAME = "remote";

  private final Hearing hearing = new Hearing();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Shows the state of a check that runs elsewhere, as it is reported.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(TIMEOUT);
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public boolean receivesReports() {
    return true;
  }

  @Override
  public Check create(Options options) {
    boolean zoned = options.declared().contains(CheckKeys.TIMEZONE);
    ZoneId zone =
        zoned
            ? options.find(CheckKeys.TIMEZONE).map(Zones::of).orElseGet(ZoneId::systemDefault)
            : ZoneId.systemDefault();
    return new RemoteCheck(options.find(TIMEOUT).orElse(null), zone, hearing);
  }

  /** Returns where the bridge says since when reports can arrive. */
  Hearing hearing() {
    return hearing;
  }

  /** Looks for silence; there is nothing else to be seen from here. */
  record RemoteCheck(@Nullable Duration timeout, ZoneId zone, Hearing hearing) implements Check {
    @Override
    public CheckResult run(CheckContext context) {
      CheckState known = context.previous();
      Duration heard = hearing.time().orElse(null);
      if (timeout == null
          || heard == null
          || heard.compareTo(timeout) <= 0
          || context.silence().compareTo(timeout) <= 0) {
        return CheckResult.unreachable(List.of());
      }
      Instant report = known.times().report();
      Instant since = report == null ? armed(known, context.clock().instant()) : report;
      context.log((report == null ? "no report since " : "last report: ") + text(since));
      return CheckResult.fail(
          "Update timeout " + timeout.toSeconds() + " sec (" + text(since) + ")");
    }

    private static Instant armed(CheckState known, Instant now) {
      String armed = known.learned().get(CheckState.ARMED);
      return armed == null ? now : Instant.parse(armed);
    }

    private String text(Instant time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          time.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
  }
}
