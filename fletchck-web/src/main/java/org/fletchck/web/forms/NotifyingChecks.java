package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.forms.Field.Choice;
import org.fletchck.web.forms.Field.Input;

/**
 * The checks that notify through an action.
 *
 * @param site the site
 * @param action the action
 */
record NotifyingChecks(SiteConfig site, String action) {

  static final String FIELD = "notifying";

  /** Returns the names of the checks. */
  List<String> checks() {
    return site.checks().values().stream()
        .filter(check -> actions(check).contains(action))
        .map(CheckConfig::name)
        .toList();
  }

  /** Returns the site with only these checks notifying through the action. */
  SiteConfig with(List<String> wanted) {
    SiteConfig changed = site;
    for (CheckConfig check : site.checks().values()) {
      List<String> actions = new ArrayList<>(actions(check));
      boolean isWanted = wanted.contains(check.name());
      if (isWanted != actions.contains(action)) {
        actions.removeIf(action::equals); // a file may name it twice
        if (isWanted) {
          actions.add(action);
        }
        Object left = actions.isEmpty() ? null : actions; // none is the default
        changed = changed.withCheck(check.with(CheckKeys.ACTIONS.name(), left));
      }
    }
    return changed;
  }

  Field field(FormInput formInput, FieldProblems fieldProblems) {
    List<String> ticked = formInput.has(FIELD) ? formInput.ticked(FIELD) : checks();
    List<Choice> boxes =
        site.checks().keySet().stream()
            .map(name -> new Choice(name, name, ticked.contains(name)))
            .toList();
    return new Field(
        FIELD,
        "checks",
        "The checks that notify through this action",
        Input.BOXES,
        "",
        "",
        boxes,
        false,
        "",
        fieldProblems.at(FIELD));
  }

  private static List<String> actions(CheckConfig check) {
    return FieldGroup.items(check.raw().get(CheckKeys.ACTIONS.name()));
  }
}
