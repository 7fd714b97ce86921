package org.fletchck.store;

import java.util.List;
import org.fletchck.spi.Verdict;

/** The numbers of verdicts in the file, which must never change. */
final class VerdictNumbers {

  private static final List<Verdict> NUMBERS =
      List.of(Verdict.PASSED, Verdict.FAILED, Verdict.UNKNOWN);

  private VerdictNumbers() {}

  static int number(Verdict verdict) {
    return NUMBERS.indexOf(verdict);
  }

  static Verdict of(int number) {
    return NUMBERS.get(number);
  }
}
