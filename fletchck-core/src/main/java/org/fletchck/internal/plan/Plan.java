package org.fletchck.internal.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.spi.Verdict;

/**
 * What is running now: a configuration with its validation, its dependencies, and the checks by
 * name. Replaced as a whole by the next configuration.
 */
public record Plan(
    SiteConfig config,
    Validation validation,
    DependencyGraph graph,
    Map<String, MonitoredCheck> checks) {

  /** The plan while nothing is configured. */
  public static final Plan EMPTY =
      new Plan(
          SiteConfig.empty(),
          SiteConfig.empty().validate(Types.of()),
          DependencyGraph.of(SiteConfig.empty(), Types.of()),
          Map.of());

  public Optional<MonitoredCheck> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /**
   * Returns the checks that this one depends on directly; those of an uplink of several come last.
   */
  public List<MonitoredCheck> dependencies(MonitoredCheck check) {
    List<String> own = graph.dependencies(check.name());
    List<String> shared = graph.uplink().sharedBy(check.name());
    if (shared.isEmpty()) {
      return existing(own);
    }
    Set<String> all = new LinkedHashSet<>(own);
    all.addAll(shared);
    return existing(all);
  }

  /** Returns the checks that depend on this one directly. */
  public List<MonitoredCheck> dependents(MonitoredCheck check) {
    return existing(graph.dependents(check.name()));
  }

  /** Returns the checks that this one is a direct member of. */
  public List<MonitoredCheck> holders(MonitoredCheck check) {
    return existing(graph.holders(check.name()));
  }

  /** Returns the checks that this one runs itself. */
  List<MonitoredCheck> members(MonitoredCheck check) {
    return existing(graph.members(check.name()));
  }

  public List<MonitoredCheck> existing(Collection<String> names) {
    return names.stream().map(checks::get).filter(java.util.Objects::nonNull).toList();
  }

  /** Returns whether this check may be run for another one's sake. */
  public boolean isRepeatable(MonitoredCheck check) {
    return check.spec().isRepeatable() && members(check).stream().allMatch(this::isRepeatable);
  }

  /** Returns whether the checks that depend on this one can't be judged now. */
  public boolean blocks(MonitoredCheck check, Instant now) {
    ResolvedCheck spec = check.spec();
    CheckState state = check.state();
    if (spec.isMisconfigured() || spec.isPaused(now) || state.status() == Status.PAUSED) {
      return false;
    }
    if (state.status() == Status.UNREACHABLE) {
      return isBlocked(check, now);
    }
    boolean distrusted = state.trustFailure() != null;
    return !distrusted && (state.status() == Status.FAIL || check.lastFailed());
  }

  /**
   * Returns whether an unreachable check is blocked by another one, here or at the sender of its
   * reports, rather than for lack of members that could be judged.
   */
  private boolean isBlocked(MonitoredCheck check, Instant now) {
    if (check.isReportedUnreachable()) {
      return true;
    }
    String name = check.state().blockedBy();
    MonitoredCheck blocker = name == null ? null : checks.get(name);
    if (blocker == null) {
      return false;
    }
    boolean own = isOwnDependency(blocker, check) || members(check).contains(blocker);
    return own ? blocks(blocker, now) : isShared(blocker, check) && isUplinkLost(now);
  }

  /**
   * Returns whether this check can't be judged because of that dependency. One that fails only now
   * and then, without reaching its threshold, doesn't keep others waiting forever.
   */
  public boolean holdsBack(MonitoredCheck dependency, MonitoredCheck check, Instant now) {
    if (wavers(dependency, check)) {
      return false;
    }
    return isOwnDependency(dependency, check)
        ? blocks(dependency, now)
        : isDown(dependency, now) && isUplinkLost(d -> isDown(d, now) && !wavers(d, check), now);
  }

  private static boolean wavers(MonitoredCheck dependency, MonitoredCheck check) {
    Status status = dependency.state().status();
    return status != Status.FAIL
        && status != Status.UNREACHABLE
        && check.passesSinceJudged(dependency) > check.spec().policy().threshold();
  }

  private boolean isOwnDependency(MonitoredCheck dependency, MonitoredCheck check) {
    return graph.dependencies(check.name()).contains(dependency.name());
  }

  private boolean isShared(MonitoredCheck dependency, MonitoredCheck check) {
    return graph.uplink().sharedBy(check.name()).contains(dependency.name());
  }

  /**
   * Returns whether nothing that depends on the uplink can be judged, because too few of its checks
   * pass. Only checks count that were judged, or are about to be.
   */
  public boolean isUplinkLost(Instant now) {
    return isUplinkLost(check -> isDown(check, now), now);
  }

  private boolean isUplinkLost(Predicate<MonitoredCheck> fails, Instant now) {
    List<MonitoredCheck> counted =
        existing(graph.uplink().checks()).stream().filter(check -> counts(check, now)).toList();
    int passing = (int) counted.stream().filter(fails.negate()).count();
    return graph.uplink().isLost(passing, counted.size());
  }

  private static boolean counts(MonitoredCheck check, Instant now) {
    Status status = check.state().status();
    boolean neverJudged =
        status == Status.PENDING
            && !check.lastFailed()
            && check.state().lastRun().verdict() != Verdict.FAILED;
    return !check.spec().isMisconfigured()
        && !check.spec().isPaused(now)
        && status != Status.PAUSED
        && !neverJudged;
  }

  /**
   * Returns whether a check of the uplink fails. One that was unreachable because of a dependency
   * shows nothing until it has run again, which is at once.
   */
  private boolean isDown(MonitoredCheck check, Instant now) {
    CheckState state = check.state();
    boolean waits =
        state.status() == Status.UNREACHABLE
            && !check.isReportedUnreachable()
            && graph.dependencies(check.name()).contains(String.valueOf(state.blockedBy()));
    return waits || blocks(check, now);
  }

  /** Returns the first dependency that blocks this check. */
  public Optional<MonitoredCheck> blocker(MonitoredCheck check, Instant now) {
    return dependencies(check).stream().filter(d -> holdsBack(d, check, now)).findFirst();
  }
}
