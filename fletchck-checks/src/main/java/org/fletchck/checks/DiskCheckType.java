package org.fletchck.checks;

import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Fails when a volume of this machine is too full. */
@PluginApi(PluginApi.VERSION)
public final class DiskCheckType implements CheckType {

  /** The path of the volume: {@code /} by default. */
  public static final Option<String> VOLUME =
      Option.text("volume", "Path of the volume, or of any file or folder on it")
          .check(DiskCheckType::checkPath)
          .orElse("/");

  /** The percentage of use above which it fails: 90 by default. */
  public static final Option<Double> LEVEL = Level.percentOption(90);

  /** How far below the level a failing check passes again: 2 by default. */
  public static final Option<Double> HYSTERESIS = Level.hysteresisOption(2);

  /** The percentage of used inodes above which it fails: no limit by default. */
  public static final Option<Double> INODES =
      Option.number("inodes", "Fails when more than this percentage of the inodes is used")
          .between(0, 100);

  /** Whether the volume must be a mount point: not by default. */
  public static final Option<Boolean> MOUNTED =
      Option.flag("mounted", "Fails when the volume isn't a mount point").orElse(false);

  private static void checkPath(String path) {
    if (path.isBlank() || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("expected a path such as /var, found \"" + path + '"');
    }
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public String summary() {
    return "Fails when the disk usage of a volume of this machine exceeds a level.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(VOLUME, LEVEL, HYSTERESIS, INODES, MOUNTED);
  }

  @Override
  public Check create(Options options) {
    Volume volume =
        new Volume(options.path(VOLUME), options.get(MOUNTED), options.find(INODES).isPresent());
    return new DiskCheck(
        volume,
        volume::usage,
        Level.of(options, LEVEL, HYSTERESIS),
        options.find(INODES).orElse(100.0));
  }
}
