package org.fletchck.config;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fletchck.schedule.TriggerKeys;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a site. */
final class Validator {

  private static final Set<String> FLAGS = Set.of("true", "false");
  private static final UnknownKeys TRIGGER_KINDS = new UnknownKeys().alsoKnown(TriggerKeys.kinds());

  private final SiteConfig site;
  private final Types types;
  private final ZoneId zone;
  private final Instant now;
  private final EntryRules checkRules;
  private final EntryRules actionRules;
  private final Validation.Collector found = new Validation.Collector();
  private final Map<String, String> cannotSend = new LinkedHashMap<>();
  private final Set<String> sections;
  private final Map<String, String> publishers = new HashMap<>();
  private final Map<String, String> remoteIds = new HashMap<>();

  Validator(SiteConfig site, Types types, Instant now) {
    this.site = site;
    this.now = now;
    this.sections =
        SiteRules.SECTIONS.keySet().stream()
            .filter(key -> site.section(key).isPresent())
            .collect(Collectors.toSet());
    this.types = types;
    this.zone = site.zone();
    this.checkRules = EntryRules.forChecks(types);
    this.actionRules = EntryRules.forActions(types);
  }

  Validation validate() {
    new SiteRules(site).find(found::site);
    site.actions().values().forEach(this::action);
    site.checks().values().forEach(this::check);
    DependencyGraph graph = DependencyGraph.of(site, types);
    graph.cycles().forEach(this::cycle);
    new UplinkRules(site, graph, found).find();
    new UnnotifiedChecks(site, graph, found).find();
    return found.done();
  }

  private void action(ActionConfig action) {
    String path = ConfigPath.action(action.name());
    name(action.name(), path, problem -> found.action(action.name(), problem));
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
            found.misconfiguredAction(action.name());
          }
        });
    if (!missing.isEmpty()) {
      String names = missing.stream().map(Option::name).collect(Collectors.joining(", "));
      cannotSend.put(action.name(), names);
    } else if (!found.isMisconfiguredAction(action.name())) {
      lacking(action)
          .ifPresent(
              needed -> {
                cannotSend.put(action.name(), needed);
                found.misconfiguredAction(action.name());
                found.action(
                    action.name(),
                    Problem.warning(path + ".options", "can't send yet", "it needs " + needed));
              });
    }
  }

  private Optional<String> lacking(ActionConfig action) {
    try {
      return types
          .action(action.type())
          .flatMap(type -> type.lacking(action.options(type), sections));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty(); // a reference that can't be resolved, or a bug in a plugin
    }
  }

  private void check(CheckConfig check) {
    String name = check.name();
    String path = ConfigPath.check(name);
    name(name, path, problem -> found.check(name, problem));
    checkRules.check(check.entry(), path, problem -> misconfigured(name, problem));
    if (check.raw().get("paused") instanceof String text && FLAGS.contains(text.trim())) {
      found.check(
          name, Problem.warning(path + ".paused", "expected true or false, took the string", ""));
    }
    if (check.windowGiven() < check.threshold()) {
      misconfigured(
          name,
          Problem.error(
              path + ".window",
              "expected at least the threshold, %d, found %d"
                  .formatted(check.threshold(), check.windowGiven()),
              ""));
    }
    trigger(check, path + ".trigger");
    names(check, path);
    published(check, path);
  }

  /** A wrong topic or id keeps the state from others, but not the check from running. */
  private void published(CheckConfig check, String path) {
    check
        .publish()
        .ifPresent(
            topic -> {
              String where = path + "." + CheckKeys.PUBLISH.name();
              if (!sections.contains("mqtt")) {
                warn(check, where, "is not published: the site has no section mqtt", "");
              }
              MqttTopic.problem(topic)
                  .ifPresent(why -> warn(check, where, "is not published: the topic " + why, ""));
              twice(check, where, publishers.putIfAbsent(topic, check.name()), "publishes there");
            });
    check
        .remoteId()
        .ifPresent(
            id -> {
              String where = path + "." + CheckKeys.REMOTE_ID.name();
              CheckConfig named = site.checks().get(id);
              if (named != null && named.type().equals(check.type()) && !id.equals(check.name())) {
                warn(check, where, "gets no reports: they go to the check of that name", "");
              }
              twice(check, where, remoteIds.putIfAbsent(id, check.name()), "has the same id");
            });
  }

  private void twice(CheckConfig check, String where, @Nullable String other, String what) {
    if (other != null) {
      warn(check, where, "\"" + other + "\" " + what + " too", "give each its own");
    }
  }

  private void warn(CheckConfig check, String where, String message, String remedy) {
    found.check(check.name(), Problem.warning(where, message, remedy));
  }

  /** Only warns, as such names may have been in use for a long time. */
  private void name(String name, String path, Consumer<Problem> to) {
    EntryNames.problem(name)
        .ifPresent(
            why -> to.accept(Problem.warning(path, "the name " + why, "give it another name")));
  }

  private void trigger(CheckConfig check, String path) {
    try {
      check
          .trigger(zone)
          .filter(trigger -> trigger.next(now).isEmpty())
          .ifPresent(trigger -> found.check(check.name(), neverFires(path)));
    } catch (IllegalArgumentException e) {
      misconfigured(check.name(), Problem.error(path, String.valueOf(e.getMessage()), ""));
    }
    Consumer<Problem> to = problem -> found.check(check.name(), problem);
    Map<String, Object> spec = RawValues.object(check.raw(), "trigger").orElse(Map.of());
    TRIGGER_KINDS.find(spec, path, to);
    for (String kind : TriggerKeys.kinds()) {
      new UnknownKeys()
          .alsoKnown(TriggerKeys.fields(kind))
          .find(RawValues.object(spec, kind).orElse(Map.of()), ConfigPath.at(path, kind), to);
    }
  }

  private static Problem neverFires(String path) {
    return Problem.warning(
        path,
        "never fires: no future time matches it",
        "its end or year may be in the past, or the day doesn't exist");
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
            ConfigPath.check(closing),
            "circular dependency: " + String.join(" -> ", names),
            "the last step is ignored"));
  }

  private void misconfigured(String name, Problem problem) {
    found.check(name, problem);
    if (problem.isError()) {
      found.misconfiguredCheck(name);
    }
  }

  private static Problem asWarning(Problem problem) {
    return Problem.warning(problem.path(), problem.message(), problem.remedy());
  }
}
