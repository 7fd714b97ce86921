package org.fletchck.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearMiss {

  private static final int LONGEST = 100;

  private NearMiss() {}

  /**
   * Returns the known word nearest to a word, ignoring case; empty if none is near enough to have
   * probably been meant. Of equally near words the first wins.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    // One typo in short words, one more for each three further letters.
    int best = Math.max(1, wanted.length() / 3) + 1;
    String found = null;
    for (String candidate : known) {
      int bound = Math.abs(candidate.length() - wanted.length());
      if (bound < best && !candidate.isEmpty() && wanted.length() <= LONGEST) {
        int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
        if (distance < best && distance < wanted.length()) {
          best = distance;
          found = candidate;
        }
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns the number of letters to insert, remove, replace or swap with a neighbour. */
  private static int distance(String a, String b) {
    int[] older = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      older = last;
      last = row;
    }
    return last[b.length()];
  }
}
