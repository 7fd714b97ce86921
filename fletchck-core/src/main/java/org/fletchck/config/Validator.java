package org.fletchck.config;

import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.schedule.Trigger;
import org.fletchck.schedule.TriggerKeys;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;

/** Finds everything that is wrong with a site. */
final class Validator {

  private static final Set<String> FLAGS = Set.of("true", "false");

  private final SiteConfig site;
  private final Types types;
  private final ZoneId zone;
  private final UnknownKeys triggerKeys;
  private final EntryRules checkRules;
  private final EntryRules actionRules;
  private final Validation.Collector found = new Validation.Collector();
  private final Map<String, String> cannotSend = new LinkedHashMap<>();

  Validator(SiteConfig site, Types types) {
    this.site = site;
    this.types = types;
    this.zone = site.zone();
    this.checkRules = EntryRules.forChecks(types);
    this.actionRules = EntryRules.forActions(types);
    this.triggerKeys = new UnknownKeys().alsoKnown(TriggerKeys.all());
  }

  Validation validate() {
    new SiteRules(site).find(found::site);
    site.actions().values().forEach(this::action);
    site.checks().values().forEach(this::check);
    DependencyGraph graph = DependencyGraph.of(site, types);
    graph.cycles().forEach(this::cycle);
    new UplinkRules(site, graph, found).find();
    new Audience(site, graph, found).find();
    return found.done();
  }

  private void action(ActionConfig action) {
    String path = Where.action(action.name());
    List<Option<?>> missing = actionRules.missing(action.entry());
    Set<String> missingAt =
        missing.stream().map(o -> path + ".options." + o.name()).collect(Collectors.toSet());
    actionRules.check(
        action.entry(),
        path,
        problem -> {
          boolean incomplete = missingAt.contains(problem.path());
          found.action(action.name(), incomplete ? asWarning(problem) : problem);
          if (problem.isError()) {
            found.inertAction(action.name());
          }
        });
    if (!missing.isEmpty()) {
      String names = missing.stream().map(Option::name).collect(Collectors.joining(", "));
      cannotSend.put(action.name(), names);
    }
  }

  private void check(CheckConfig check) {
    String name = check.name();
    String path = Where.check(name);
    checkRules.check(check.entry(), path, problem -> inert(name, problem));
    if (check.raw().get("paused") instanceof String text && FLAGS.contains(text.trim())) {
      found.check(
          name, Problem.warning(path + ".paused", "expected true or false, took the text", ""));
    }
    if (check.windowGiven() < check.threshold()) {
      inert(
          name,
          Problem.error(
              path + ".window",
              "expected at least the threshold, %d, found %d"
                  .formatted(check.threshold(), check.windowGiven()),
              ""));
    }
    trigger(check, path + ".trigger");
    names(check, path);
  }

  private void trigger(CheckConfig check, String path) {
    try {
      check.trigger(zone);
    } catch (IllegalArgumentException e) {
      inert(check.name(), Problem.error(path, String.valueOf(e.getMessage()), ""));
    }
    Raw.object(check.raw(), "trigger")
        .map(Trigger::unknownKeys)
        .orElse(List.of())
        .forEach(
            key ->
                triggerKeys.find(
                    Map.of(key, ""), path, problem -> found.check(check.name(), problem)));
  }

  private void names(CheckConfig check, String path) {
    for (String action : check.actions()) {
      unknown(check, path + ".actions", "action", action, site.actions().keySet());
      if (cannotSend.containsKey(action)) {
        found.check(
            check.name(),
            Problem.error(
                path + ".actions",
                "action \"" + action + "\" can't send yet",
                "it needs " + cannotSend.get(action)));
      }
    }
    for (String depends : check.depends()) {
      unknown(check, path + ".depends", "check", depends, site.checks().keySet());
    }
    for (Option<?> option : types.check(check.type()).map(CheckType::options).orElse(List.of())) {
      if (option.kind() == Option.Kind.CHECKS) {
        for (String member : DependencyGraph.memberNames(check, option)) {
          String where = path + ".options." + option.name();
          unknown(check, where, "check", member, site.checks().keySet());
        }
      }
    }
  }

  private void unknown(
      CheckConfig check, String path, String kind, String name, Collection<String> known) {
    if (!known.contains(name)) {
      found.check(check.name(), noSuch(path, kind, name, known));
    }
  }

  static Problem noSuch(String path, String kind, String name, Collection<String> known) {
    return Problem.error(
        path,
        "there is no " + kind + " \"" + name + '"',
        NearMiss.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(""));
  }

  private void cycle(List<String> names) {
    String closing = names.get(names.size() - 2);
    found.check(
        closing,
        Problem.error(
            Where.check(closing),
            "waits for itself: " + String.join(" -> ", names),
            "the last step is ignored"));
  }

  private void inert(String name, Problem problem) {
    found.check(name, problem);
    if (problem.isError()) {
      found.inertCheck(name);
    }
  }

  private static Problem asWarning(Problem problem) {
    return Problem.warning(problem.path(), problem.message(), problem.remedy());
  }
}
