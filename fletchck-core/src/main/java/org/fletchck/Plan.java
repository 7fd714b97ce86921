package org.fletchck;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;

/**
 * What runs now: a configuration with what was found wrong with it, who depends on whom, and the
 * checks by name. Replaced as a whole by the next configuration.
 */
record Plan(
    SiteConfig config, Validation validation, DependencyGraph graph, Map<String, Watched> checks) {

  /** Nothing is configured. */
  static final Plan EMPTY =
      new Plan(
          SiteConfig.empty(),
          SiteConfig.empty().validate(Types.of()),
          DependencyGraph.of(SiteConfig.empty(), Types.of()),
          Map.of());

  Optional<Watched> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /** Returns the checks that this one depends on directly. */
  List<Watched> dependencies(Watched check) {
    return existing(graph.dependencies(check.name()));
  }

  /** Returns the checks that depend on this one directly. */
  List<Watched> dependents(Watched check) {
    return existing(graph.dependents(check.name()));
  }

  /** Returns the checks that hold this one as a member directly. */
  List<Watched> holders(Watched check) {
    return existing(graph.holders(check.name()));
  }

  /** Returns the checks that this one runs itself. */
  List<Watched> members(Watched check) {
    return existing(graph.members(check.name()));
  }

  List<Watched> existing(Collection<String> names) {
    return names.stream().map(checks::get).filter(java.util.Objects::nonNull).toList();
  }

  /** Tells whether a run of this check may be made for another one's sake. */
  boolean isRepeatable(Watched check) {
    return check.spec().isRepeatable() && members(check).stream().allMatch(this::isRepeatable);
  }

  /** Tells whether the checks that depend on this one can't be judged now. */
  boolean blocks(Watched check, Instant now) {
    Spec spec = check.spec();
    CheckState state = check.state();
    if (spec.isInert() || spec.isPaused(now) || state.status() == Status.PAUSED) {
      return false;
    }
    if (state.status() == Status.UNREACHABLE) {
      return isBlocked(check, now);
    }
    boolean distrusted = state.softFail() != null;
    return !distrusted && (state.status() == Status.FAIL || check.lastFailed());
  }

  /**
   * Tells whether an unreachable check is so because of one that blocks: here, or at the sender of
   * its reports; not for want of members that could be judged.
   */
  private boolean isBlocked(Watched check, Instant now) {
    if (check.isReportedUnreachable()) {
      return true;
    }
    String name = check.state().softFail();
    Watched blocker = name == null ? null : checks.get(name);
    return blocker != null
        && (dependencies(check).contains(blocker) || members(check).contains(blocker))
        && blocks(blocker, now);
  }

  /**
   * Tells whether this check can't be judged because of that dependency. One that doesn't fail by
   * its threshold, but now and then, keeps nobody waiting for ever.
   */
  boolean holdsBack(Watched dependency, Watched check, Instant now) {
    Status status = dependency.state().status();
    boolean wavers = status != Status.FAIL && status != Status.UNREACHABLE;
    return blocks(dependency, now)
        && !(wavers && check.passesSinceJudged(dependency) > check.spec().policy().threshold());
  }

  /** Returns the first check that this one depends on and that blocks it. */
  Optional<Watched> blocker(Watched check, Instant now) {
    return dependencies(check).stream().filter(d -> holdsBack(d, check, now)).findFirst();
  }
}
