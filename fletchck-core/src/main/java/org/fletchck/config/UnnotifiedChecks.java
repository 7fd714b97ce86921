package org.fletchck.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.fletchck.spi.Problem;

/** Finds checks that may fail without anybody being notified. */
final class UnnotifiedChecks {

  private static final int MOST_NAMES = 3;

  private final SiteConfig site;
  private final DependencyGraph graph;
  private final Validation.Collector found;

  UnnotifiedChecks(SiteConfig site, DependencyGraph graph, Validation.Collector found) {
    this.site = site;
    this.graph = graph;
    this.found = found;
  }

  void find() {
    Set<String> notifying = new HashSet<>();
    site.checks().values().stream()
        .filter(this::notifies)
        .forEach(check -> notifying.add(check.name()));
    // A sequence notifies for its members, and a blocking check is notified through what it blocks.
    Set<String> notified = closure(notifying, graph::members);
    Set<String> notifiedSomehow = closure(notified, this::notifiedWith);
    for (CheckConfig check : site.checks().values()) {
      String name = check.name();
      List<String> blocked = graph.dependents(name);
      if (found.isMisconfiguredCheck(name) || notifying.contains(name)) {
        continue;
      }
      if (!notifiedSomehow.contains(name)) {
        warn(check, Validation.NOTIFIES_NOBODY, remedy(check));
      } else if (!blocked.isEmpty()) {
        warn(
            check,
            "blocks " + listed(blocked) + ", but notifies nobody itself",
            "it is notified through their actions; " + remedy(check));
      }
    }
  }

  /** The loss of an uplink of several checks has its own notification. */
  private List<String> notifiedWith(String check) {
    List<String> uplink = graph.uplink().sharedBy(check);
    if (uplink.isEmpty()) {
      return graph.dependencies(check);
    }
    List<String> all = new ArrayList<>(graph.dependencies(check));
    all.addAll(uplink);
    return all;
  }

  private boolean notifies(CheckConfig check) {
    return check.failAction()
        && !found.isMisconfiguredCheck(check.name())
        && check.actions().stream()
            .anyMatch(a -> site.actions().containsKey(a) && !found.isMisconfiguredAction(a));
  }

  private void warn(CheckConfig check, String message, String remedy) {
    String key = check.failAction() ? CheckKeys.ACTIONS.name() : CheckKeys.FAIL_ACTION.name();
    String path = ConfigPath.check(check.name()) + "." + key;
    found.check(check.name(), Problem.warning(path, message, remedy));
  }

  private static String remedy(CheckConfig check) {
    return check.failAction() ? "give it an action that works" : "failAction is false";
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static Set<String> closure(
      Collection<String> from, Function<String, List<String>> neighbours) {
    Set<String> seen = new HashSet<>(from);
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (String next : neighbours.apply(open.remove())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen;
  }
}
