package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;

/**
 * Clones a check, such as a sequence together with the checks that it runs.
 *
 * @param site the site
 * @param types determine which options hold names of checks
 * @param from the check to clone
 */
record Cloning(SiteConfig site, Types types, CheckConfig from) {

  /** Keys that can't be shared with a clone. */
  private static final List<String> OWN =
      List.of("data", CheckKeys.WAS.name(), CheckKeys.PUBLISH.name(), CheckKeys.REMOTE_ID.name());

  /** Returns the checks that the check runs, directly or indirectly. */
  List<CheckConfig> members() {
    DependencyGraph graph = DependencyGraph.of(site, types);
    Set<String> found = new LinkedHashSet<>(graph.members(from.name()));
    List<String> open = new ArrayList<>(found);
    while (!open.isEmpty()) {
      graph.members(open.remove(0)).stream().filter(found::add).forEach(open::add);
    }
    return found.stream().flatMap(name -> Stream.ofNullable(site.checks().get(name))).toList();
  }

  /** Returns an unused name for the clone. */
  String suggested() {
    return free(from.name() + " copy", site.checks().keySet());
  }

  /** Returns the site with a clone of this name that runs the same checks. */
  SiteConfig as(String to) {
    return with(Map.of(from, to));
  }

  /** Returns the site with a clone of this name that runs clones of the checks. */
  SiteConfig withMembersAs(String to) {
    Map<CheckConfig, String> names = new LinkedHashMap<>(Map.of(from, to));
    Set<String> taken = new LinkedHashSet<>(site.checks().keySet());
    taken.add(to);
    for (CheckConfig member : members()) {
      String free = free(nameOf(member, to), taken);
      taken.add(free);
      names.put(member, free);
    }
    return with(names);
  }

  private String nameOf(CheckConfig member, String to) {
    Matcher word =
        Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(from.name()) + "(?![\\p{L}\\p{N}])")
            .matcher(member.name());
    return word.find() ? word.replaceAll(Matcher.quoteReplacement(to)) : member.name() + " copy";
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + " " + i;
    }
    return free;
  }

  /** Renames the clones in a site of their own, so that they depend on and run each other. */
  private SiteConfig with(Map<CheckConfig, String> names) {
    SiteConfig clones = SiteConfig.empty();
    for (CheckConfig check : names.keySet()) {
      clones = clones.withCheck(check);
    }
    for (Map.Entry<CheckConfig, String> name : names.entrySet()) {
      clones = clones.renamedCheck(name.getKey().name(), name.getValue(), types);
    }
    SiteConfig changed = site;
    for (CheckConfig clone : clones.checks().values()) {
      CheckConfig added = clone;
      for (String key : OWN) {
        added = added.with(key, null);
      }
      changed = changed.withCheck(ClonePause.paused(added));
    }
    return changed;
  }
}
