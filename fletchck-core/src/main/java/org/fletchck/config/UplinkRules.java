package org.fletchck.config;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fletchck.spi.Problem;

/** The rules for the checks of an uplink together. */
final class UplinkRules {

  private final SiteConfig site;
  private final DependencyGraph graph;
  private final Validation.Collector found;
  private final String path;

  UplinkRules(SiteConfig site, DependencyGraph graph, Validation.Collector found) {
    this.site = site;
    this.graph = graph;
    this.found = found;
    this.path = path(site);
  }

  /** Returns the path of the names of its checks. */
  static String path(SiteConfig site) {
    String key = SiteKeys.UPLINK.name();
    boolean isObject = site.section(key).isPresent();
    return isObject ? ConfigPath.at(key, UplinkKeys.CHECKS.name()) : key;
  }

  void find() {
    List<String> names = site.uplink().stream().distinct().toList();
    if (names.isEmpty()) {
      return;
    }
    if (names.size() == 1) {
      warn(
          "while this one check fails, no network check is judged",
          "name several that don't fail together: the uplink is lost only when all fail");
    }
    count(names);
    doubles();
    names.forEach(this::uncounted);
    names.forEach(this::needed);
  }

  private void count(List<String> names) {
    int need = site.uplinkNeed();
    if (need > names.size()) {
      String where = ConfigPath.at(SiteKeys.UPLINK.name(), UplinkKeys.NEED.name());
      String message =
          "expected at most %d, the number of its checks, found %d".formatted(names.size(), need);
      found.site(Problem.error(where, message, ""));
    }
  }

  private void doubles() {
    Set<String> seen = new HashSet<>();
    site.uplink().stream()
        .filter(name -> !seen.add(name))
        .distinct()
        .forEach(name -> warn("names \"" + name + "\" more than once", "it counts once"));
  }

  private void uncounted(String name) {
    CheckConfig check = site.checks().get(name);
    if (check == null) {
      return;
    }
    if (found.isMisconfiguredCheck(name)) {
      warn("\"" + name + "\" is misconfigured and doesn't count", "");
    } else if (check.pausedAt(Instant.EPOCH) && check.pausedUntil().isEmpty()) {
      warn("\"" + name + "\" is paused and doesn't count", "");
    }
  }

  /** A check that needs another check of the uplink fails with it, and adds no information. */
  private void needed(String name) {
    graph.needed(name).stream()
        .filter(graph.uplink().checks()::contains)
        .forEach(
            other ->
                warn(
                    "\"" + name + "\" needs \"" + other + "\", so they fail together",
                    "name checks that don't need each other"));
  }

  private void warn(String message, String remedy) {
    found.site(Problem.warning(path, message, remedy));
  }
}
