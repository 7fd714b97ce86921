package org.fletchck.checks;

import java.io.IOException;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Fails when the memory usage of this machine is too high. */
@PluginApi(PluginApi.VERSION)
public final class MemoryCheckType implements CheckType {

  /** The percentage of use above which it fails: 85 by default. */
  public static final Option<Double> LEVEL = Level.percentOption(85);

  /** How far below the level a failing check passes again: 5 by default. */
  public static final Option<Double> HYSTERESIS = Level.hysteresisOption(5);

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String summary() {
    return "Fails when the memory usage of this machine or container exceeds a level.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(LEVEL, HYSTERESIS);
  }

  @Override
  public Check create(Options options) {
    return new MemoryCheck(LinuxMachine.THIS, Level.of(options, LEVEL, HYSTERESIS));
  }

  record MemoryCheck(LinuxMachine machine, Level level) implements Check {
    @Override
    public CheckResult run(CheckContext context) throws IOException {
      VolumeUsage usage = machine.memory();
      context.log("memory: " + usage);
      return level.judge("memory", usage.percent(), "used", context.previous());
    }
  }
}
