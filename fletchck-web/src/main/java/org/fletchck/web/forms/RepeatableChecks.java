package org.fletchck.web.forms;

import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckType;

/** Finds out which checks only observe, so that they can be run at any time. */
final class RepeatableChecks {

  private RepeatableChecks() {}

  static boolean is(Site site, String name) {
    SiteConfig config = site.config();
    DependencyGraph graph = DependencyGraph.of(config, site.types());
    return is(site, graph, name);
  }

  private static boolean is(Site site, DependencyGraph graph, String name) {
    CheckConfig check = site.config().checks().get(name);
    return check != null
        && site.types().check(check.type()).filter(CheckType::repeatable).isPresent()
        && graph.members(name).stream().allMatch(member -> is(site, graph, member));
  }
}
