package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.jspecify.annotations.Nullable;

/** Fails when the CPU usage of this machine since the last run was too high. */
@PluginApi(PluginApi.VERSION)
public final class CpuCheckType implements CheckType {

  /** The percentage of busy time above which it fails: 80 by default. */
  public static final Option<Double> LEVEL = Level.percentOption(80);

  /** How far below the level a failing check passes again: 5 by default. */
  public static final Option<Double> HYSTERESIS = Level.hysteresisOption(5);

  /** The shortest time over which an average is meaningful. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String summary() {
    return "Fails when the CPU usage of this machine or container since the last run exceeds a"
        + " level.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(LEVEL, HYSTERESIS);
  }

  @Override
  public Check create(Options options) {
    return new CpuCheck(LinuxMachine.THIS::cpu, Level.of(options, LEVEL, HYSTERESIS), SHORTEST);
  }

  record CpuCheck(Callable<CpuTime> look, Level level, Duration shortest) implements Check {

    /** The name under which the times of a run are kept for the next one. */
    static final String LEARNED = "cpu";

    @Override
    public CheckResult run(CheckContext context) throws Exception {
      CpuTime now = look.call();
      CpuTime before = before(context, now);
      Duration rest = shortest.minusMillis((long) (1000 * now.since(before)));
      if (!rest.isNegative() && !rest.isZero()) {
        Duration half = context.remaining().dividedBy(2);
        Thread.sleep(Math.min(rest.toMillis(), half.toMillis()));
        now = look.call();
      }
      double seconds = now.since(before);
      if (seconds <= 0) {
        throw new IOException("the processor times don't advance");
      }
      double percent = now.percentSince(before);
      context.log(
          String.format(
              Locale.ROOT,
              "cpu: %s busy in the last %.1f s, of %s",
              Level.exact(percent),
              seconds,
              cores(now)));
      return level
          .judge("cpu", percent, "busy", context.previous())
          .learned(LEARNED, now.toString());
    }

    private static String cores(CpuTime now) {
      return ValueTexts.number(Math.round(100 * now.cores()) / 100.0)
          + (now.cores() == 1 ? " core" : " cores");
    }

    private static CpuTime before(CheckContext context, CpuTime now) {
      @Nullable String kept = context.previous().learned().get(LEARNED);
      @Nullable CpuTime before = kept == null ? null : CpuTime.parse(kept);
      return before != null && now.follows(before) ? before : now;
    }
  }
}
