package org.fletchck.checks;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Compares the usage of a volume with a level.
 *
 * @param volume the volume to check
 * @param look reads the usage; may hang if the volume is on a server that is gone
 * @param level limit of the space used
 * @param inodes limit of the inodes used, in percent
 */
record DiskCheck(Volume volume, Callable<VolumeUsage> look, Level level, double inodes)
    implements Check {

  @Override
  public CheckResult run(CheckContext context) throws Exception {
    VolumeUsage usage;
    try {
      usage = context.callBlocking(volume.toString(), look);
    } catch (TimeoutException | InterruptedException e) {
      if (context.remaining().isZero()) {
        return CheckResult.fail(
            volume.path() + " doesn't answer: its server or device may be gone");
      }
      throw e;
    }
    context.log(volume.path() + ": " + usage);
    return judge(usage, context);
  }

  private CheckResult judge(VolumeUsage usage, CheckContext context) {
    double percent = usage.percent();
    @Nullable Double inodesUsed = usage.inodes();
    CheckResult result = level.judge(volume.path().toString(), percent, "used", context.previous());
    if (result.verdict() != Verdict.PASSED || inodesUsed == null || inodesUsed <= inodes) {
      return result;
    }
    return CheckResult.fail(
            volume.path()
                + ": "
                + Level.roundedUp(inodesUsed)
                + " of the inodes used, above "
                + ValueTexts.number(inodes)
                + "%")
        .withLevel(Level.roundedUp(percent));
  }
}
