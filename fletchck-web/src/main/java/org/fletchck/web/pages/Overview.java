package org.fletchck.web.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.web.layout.StatusSign;
import org.fletchck.web.pages.RecentChanges.ObservedPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of all checks of a site.
 *
 * @param checks the checks by name, in the order of the configuration
 * @param ids the ids of the checks by name
 * @param graph the dependencies
 * @param seen the history of the last day
 */
public record Overview(
    Map<String, CheckView> checks,
    Map<String, String> ids,
    DependencyGraph graph,
    ObservedPeriod seen) {

  static Overview of(Site site, ObservedPeriod seen) {
    SiteConfig config = site.config();
    Map<String, CheckView> checks = new LinkedHashMap<>();
    Map<String, String> ids = new LinkedHashMap<>();
    site.states()
        .forEach(
            (name, state) -> {
              if (config.checks().containsKey(name)) { // may just have been removed
                String id = site.id(name).orElse("");
                ids.put(name, id);
                StatusSign sign = StatusSign.of(state.status(), site.isMisconfigured(name));
                Instant next = site.next(name).orElse(null);
                checks.put(
                    name, new CheckView(config.checks().get(name), state, sign, seen.of(id), next));
              }
            });
    return new Overview(checks, ids, site.graph(), seen);
  }

  /** Returns the number of checks with a sign. */
  int count(StatusSign sign) {
    return (int) checks.values().stream().filter(check -> check.sign() == sign).count();
  }

  /** Returns the root causes, latest first, each with the checks unreachable because of it. */
  List<RootCause> causes() {
    Map<String, List<CheckView>> behind = new LinkedHashMap<>();
    for (CheckView check : checks.values()) {
      if (check.sign() == StatusSign.UNREACHABLE) {
        behind.computeIfAbsent(root(check), name -> new ArrayList<>()).add(check);
      }
    }
    Set<String> roots = new HashSet<>(behind.keySet());
    List<RootCause> causes = new ArrayList<>();
    for (CheckView check : checks.values()) {
      if (check.sign() == StatusSign.FAIL || roots.contains(check.name())) {
        causes.add(new RootCause(check, behind.getOrDefault(check.name(), List.of())));
      }
    }
    causes.sort(Comparator.comparing(Overview::since).reversed());
    return causes;
  }

  private static Instant since(RootCause cause) {
    Instant since = cause.check().since();
    return since == null ? Instant.EPOCH : since;
  }

  /** Returns the first check that isn't blocked itself along the chain of blocking checks. */
  private String root(CheckView check) {
    Set<String> passed = new HashSet<>();
    CheckView now = check;
    while (now.state().status() == Status.UNREACHABLE && passed.add(now.name())) {
      CheckView blocker = blocker(now.state());
      if (blocker == null) {
        break;
      }
      now = blocker;
    }
    return now.name();
  }

  private @Nullable CheckView blocker(CheckState state) {
    return state.blockedBy() == null ? null : checks.get(state.blockedBy());
  }

  /**
   * Groups checks by sequence; a member of several sequences is in the group of the first.
   *
   * @param wanted the checks to be shown
   */
  List<Group> groups(Collection<CheckView> wanted) {
    Map<String, List<CheckView>> bySequence = new LinkedHashMap<>();
    Map<String, CheckView> heads = new LinkedHashMap<>();
    List<CheckView> rest = new ArrayList<>();
    for (CheckView check : wanted) {
      List<String> holders = graph.holders(check.name());
      if (!graph.members(check.name()).isEmpty()) {
        heads.put(check.name(), check);
        bySequence.computeIfAbsent(check.name(), name -> new ArrayList<>());
      } else if (holders.isEmpty()) {
        rest.add(check);
      } else {
        bySequence.computeIfAbsent(holders.get(0), name -> new ArrayList<>()).add(check);
      }
    }
    List<Group> groups = new ArrayList<>();
    bySequence.forEach((name, members) -> groups.add(new Group(name, heads.get(name), members)));
    if (!rest.isEmpty()) {
      groups.add(new Group(groups.isEmpty() ? "" : "Other checks", null, rest));
    }
    return groups;
  }

  /**
   * A root cause.
   *
   * @param check the check
   * @param behind the checks that are unreachable because of it
   */
  public record RootCause(CheckView check, List<CheckView> behind) {}

  /**
   * Checks that belong together.
   *
   * @param name the name of the sequence, or of the rest; empty if there are no sequences
   * @param sequence the sequence itself; null for the rest, or if the sequence isn't shown
   * @param members the checks
   */
  record Group(String name, @Nullable CheckView sequence, List<CheckView> members) {}
}
