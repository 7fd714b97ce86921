package org.fletchck.checks;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Status;

/** Runs its members and reports which of them fail. */
record SequenceCheck(List<String> members) implements Check {

  @Override
  public CheckResult run(CheckContext context) {
    List<String> failing = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    for (MemberState member : context.runAll(members)) {
      context.log(line(member));
      if (member.status() == Status.FAIL) {
        failing.add(member.name());
        member.log().forEach(line -> context.log("  " + line));
      } else if (member.status() == Status.UNREACHABLE) {
        unreachable.add(member.name());
      }
    }
    if (!failing.isEmpty()) {
      return CheckResult.failing(failing);
    }
    return unreachable.isEmpty() ? CheckResult.pass() : CheckResult.unreachable(unreachable);
  }

  private static String line(MemberState member) {
    String line = member.name() + " (" + member.type() + "): " + member.status();
    return member.level() == null ? line : line + " " + member.level();
  }
}
