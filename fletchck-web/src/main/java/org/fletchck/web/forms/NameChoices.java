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
 * Which options hold names of the site, and which names those may be.
 *
 * @param site the site
 * @param self the check that the form is about, which can't be a choice of its own
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
   * Returns a name that something new may be given.
   *
   * @throws IllegalArgumentException saying why it can't be that one
   */
  static String free(String typed, Set<String> taken) {
    String name = EditRules.name(typed);
    if (taken.contains(name)) {
      throw new IllegalArgumentException("there is a \"" + name + "\" already");
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
