package org.fletchck.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The monitor's own line: the checks that show whether it works, and those that can't be judged
 * while it doesn't.
 *
 * @param checks in the order of the file, without unknown ones
 * @param need how many of them must pass; of fewer that can be judged, all
 * @param isList whether several are named: then none of them blocks anything by itself
 * @param dependents the network checks that depend on it
 */
public record Uplink(List<String> checks, int need, boolean isList, Set<String> dependents) {

  /** A site without one. */
  static final Uplink NONE = new Uplink(List.of(), 1, false, Set.of());

  /** Copies the collections. */
  public Uplink {
    checks = List.copyOf(checks);
    dependents = Collections.unmodifiableSet(new LinkedHashSet<>(dependents));
  }

  /**
   * Tells whether so few passing checks are too few.
   *
   * @param passing how many pass
   * @param counted how many count: without any it is never lost
   */
  public boolean isLost(int passing, int counted) {
    return passing < Math.min(need, counted);
  }

  /** Returns the checks of a list that a check depends on only together; none if it doesn't. */
  public List<String> sharedBy(String check) {
    return isList && dependents.contains(check) ? checks : List.of();
  }
}
