package org.fletchck.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The two kinds of named entries in a site file, for code that treats both alike. */
public enum EntryKind {
  /** A check. */
  CHECK("check", "checks"),
  /** An action. */
  ACTION("action", "actions");

  private final String word;
  private final String key;

  EntryKind(String word, String key) {
    this.word = word;
    this.key = key;
  }

  /** Returns the word for one of them, such as {@code check}. */
  public String word() {
    return word;
  }

  /** Returns their key in the site file. */
  public String key() {
    return key;
  }

  /** Returns the path of an entry, as used in problems. */
  public String path(String name) {
    return ConfigPath.at(key, name);
  }

  /** Returns the names, in the order of the file. */
  public Set<String> names(SiteConfig site) {
    return this == CHECK ? site.checks().keySet() : site.actions().keySet();
  }

  /** Returns an entry as written in the file; empty if there is none with that name. */
  public Optional<Map<String, Object>> raw(SiteConfig site, String name) {
    return this == CHECK
        ? Optional.ofNullable(site.checks().get(name)).map(CheckConfig::raw)
        : Optional.ofNullable(site.actions().get(name)).map(ActionConfig::raw);
  }

  /**
   * Returns a site with an entry added, or replaced.
   *
   * @throws IllegalArgumentException if the name isn't allowed
   */
  public SiteConfig put(SiteConfig site, String name, Map<String, ?> raw) {
    return this == CHECK
        ? site.withCheck(CheckConfig.of(name, raw))
        : site.withAction(ActionConfig.of(name, raw));
  }

  /** Returns a site without an entry; references to it stay, and are reported by validation. */
  public SiteConfig remove(SiteConfig site, String name) {
    return this == CHECK ? site.withoutCheck(name) : site.withoutAction(name);
  }
}
