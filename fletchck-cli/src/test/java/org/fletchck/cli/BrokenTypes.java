package org.fletchck.cli;

import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Types that can't be used beside those of this program. */
final class BrokenTypes {

  private BrokenTypes() {}

  /** Has a name that is taken. */
  @PluginApi(PluginApi.VERSION)
  public static class SecondDisk implements CheckType {
    @Override
    public String name() {
      return "disk";
    }

    @Override
    public String summary() {
      return "Fails always.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Check create(Options options) {
      return context -> CheckResult.fail("this isn't the disk");
    }
  }

  /** Can't be made. */
  @PluginApi(PluginApi.VERSION)
  public static final class Throwing extends SecondDisk {
    /** Throws. */
    public Throwing() {
      throw new IllegalStateException("no licence found");
    }
  }

  /** Is made, but the class of its check isn't there. */
  @PluginApi(PluginApi.VERSION)
  public static final class Incomplete extends SecondDisk {
    @Override
    public String name() {
      return "incomplete";
    }

    @Override
    public Check create(Options options) {
      return new Library();
    }
  }

  /** What {@link Incomplete} needs. */
  static final class Library implements Check {
    @Override
    public CheckResult run(CheckContext context) {
      return CheckResult.pass();
    }
  }
}
