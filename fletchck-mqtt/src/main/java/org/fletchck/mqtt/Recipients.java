package org.fletchck.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;

/** The checks of a configuration that receive reports, by each name that they have in messages. */
final class Recipients {

  private final SiteConfig site;
  private final Map<String, CheckConfig> byName = new HashMap<>();

  private Recipients(SiteConfig site) {
    this.site = site;
  }

  /** Finds them; a check's own name takes precedence over the remote id of another one. */
  static Recipients of(SiteConfig site) {
    Recipients found = new Recipients(site);
    for (CheckConfig check : site.checks().values()) {
      if (check.type().equals(RemoteCheckType.NAME)) {
        check.remoteId().ifPresent(id -> found.byName.putIfAbsent(id, check));
      }
    }
    for (CheckConfig check : site.checks().values()) {
      if (check.type().equals(RemoteCheckType.NAME)) {
        found.byName.put(check.name(), check);
      }
    }
    return found;
  }

  /** Returns the check that messages with this name are for. */
  Optional<CheckConfig> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Returns whether a check of this name runs here. */
  boolean isOwn(String name) {
    return site.checks().containsKey(name) && !byName.containsKey(name);
  }

  /** Returns the names by which messages find a check. */
  Set<String> names() {
    return byName.keySet();
  }

  SiteConfig site() {
    return site;
  }
}
