package org.fletchck.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The monitor's own network connection: the checks that show whether it works, and those that can't
 * be judged while it doesn't.
 *
 * @param checks names in the order of the file, without unknown ones
 * @param need how many of them must pass; all if fewer can be judged
 * @param isList whether there are several: then none of them blocks anything by itself
 * @param dependents the network checks that depend on it
 */
public record Uplink(List<String> checks, int need, boolean isList, Set<String> dependents) {

  /** The uplink of a site without one. */
  static final Uplink NONE = new Uplink(List.of(), 1, false, Set.of());

  /** Copies the collections. */
  public Uplink {
    checks = List.copyOf(checks);
    dependents = Collections.unmodifiableSet(new LinkedHashSet<>(dependents));
  }

  /**
   * Returns whether too few checks pass.
   *
   * @param passing how many pass
   * @param counted how many count; if none does it is never lost
   */
  public boolean isLost(int passing, int counted) {
    return passing < Math.min(need, counted);
  }

  /** Returns the checks that a check depends on only jointly; empty if it doesn't. */
  public List<String> sharedBy(String check) {
    return isList && dependents.contains(check) ? checks : List.of();
  }
}
