package org.fletchck.web.forms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.EditRules;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;

/**
 * The names of checks or actions that options may hold.
 *
 * @param site the site
 * @param self the check that is edited, which can't refer to itself
 */
record NameChoices(SiteConfig site, String self) {

  Optional<List<String>> of(Option<?> option) {
    if (option == WebuiKeys.STATUS) {
      Set<String> all = new LinkedHashSet<>(Set.of(WebuiKeys.ALL_CHECKS));
      all.addAll(site.checks().keySet());
      return Optional.of(List.copyOf(all));
    }
    if (option.kind() == Option.Kind.CHECKS) {
      return Optional.of(
          site.checks().keySet().stream().filter(name -> !name.equals(self)).toList());
    }
    boolean actions = option == CheckKeys.ACTIONS || option == MqttKeys.AUTOADD_ACTIONS;
    return actions ? Optional.of(List.copyOf(site.actions().keySet())) : Optional.empty();
  }

  /**
   * Returns the name for a new entry.
   *
   * @throws IllegalArgumentException if the name is invalid or taken
   */
  static String free(String typed, Set<String> taken) {
    String name = EditRules.name(typed);
    if (taken.contains(name)) {
      throw new IllegalArgumentException("\"" + name + "\" already exists");
    }
    return name;
  }

  static boolean isFree(String typed, Set<String> taken) {
    try {
      free(typed, taken);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
