package org.fletchck.web.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Option;
import org.fletchck.spi.Types;

/** The initial configuration of new checks and actions. */
final class NewEntryDefaults {

  private static final List<String> FIRST = List.of("type", "trigger", "options");
  private static final String OFTEN = "5 min";

  private NewEntryDefaults() {}

  /** Returns an entry with its keys and those of its options in the usual order. */
  static Map<String, Object> ordered(Map<String, Object> entry, List<Option<?>> options) {
    Map<String, Object> ordered = ordered(FIRST, entry);
    ordered.computeIfPresent(
        "options",
        (key, value) ->
            ordered(options.stream().map(Option::name).toList(), OptionsObject.in(entry)));
    return ordered;
  }

  private static Map<String, Object> ordered(List<String> first, Map<String, Object> map) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String key : first) {
      Object value = map.get(key);
      if (value != null) {
        ordered.put(key, value);
      }
    }
    map.forEach(ordered::putIfAbsent);
    return ordered;
  }

  /**
   * Returns the initial input of the form for a new check, so that it runs and notifies by default:
   * an interval, unless a run does more than observe or the check waits for reports, and the action
   * if there is only one.
   */
  static FormInput suggested(String type, SiteConfig site, Types types) {
    Map<String, List<String>> typed = new LinkedHashMap<>();
    typed.put(CheckKeys.TYPE.name(), List.of(type));
    types
        .check(type)
        .filter(known -> known.repeatable() && !known.receivesReports())
        .ifPresent(known -> typed.put(TriggerField.NAME, List.of(OFTEN)));
    if (site.actions().size() == 1) {
      site.actions().values().stream()
          .filter(action -> canSend(action, types))
          .forEach(action -> typed.put(CheckKeys.ACTIONS.name(), List.of(action.name())));
    }
    return new FormInput(typed);
  }

  private static boolean canSend(ActionConfig action, Types types) {
    return types
        .action(action.type())
        .filter(type -> action.options(type).missing().isEmpty())
        .isPresent();
  }

  static CheckConfig check(String name, String type, Types types) {
    CheckConfig check = CheckConfig.of(name, type);
    for (Option<?> option : types.check(type).map(t -> t.options()).orElse(java.util.List.of())) {
      check = withNew(check, option);
    }
    return check;
  }

  private static <T> CheckConfig withNew(CheckConfig check, Option<T> option) {
    return option.whenNew().map(value -> check.option(option, value)).orElse(check);
  }

  static ActionConfig action(String name, String type, Types types) {
    ActionConfig action = ActionConfig.of(name, type);
    for (Option<?> option : types.action(type).map(t -> t.options()).orElse(java.util.List.of())) {
      action = withNew(action, option);
    }
    return action;
  }

  private static <T> ActionConfig withNew(ActionConfig action, Option<T> option) {
    return option.whenNew().map(value -> action.option(option, value)).orElse(action);
  }
}
