package org.fletchck.internal.judge;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.internal.notify.ActionHealth;
import org.fletchck.internal.notify.NotificationPlanner;
import org.fletchck.internal.notify.Outbox;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.internal.plan.ResolvedCheck;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Types;
import org.fletchck.state.NotifiedState;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Store.SavedCheck;
import org.jspecify.annotations.Nullable;

/** Replaces the current configuration with a new one, keeping what is known and still applies. */
public final class ConfigurationApplier {

  private final Types types;
  private final TransitionCommitter committer;
  private final Store store;
  private final Outbox outbox;
  private final ActionHealth health;

  public ConfigurationApplier(
      Types types, TransitionCommitter committer, Store store, Outbox outbox, ActionHealth health) {
    this.types = types;
    this.committer = committer;
    this.store = store;
    this.outbox = outbox;
    this.health = health;
  }

  /**
   * Replaces the plan, and returns the checks that are new, changed or removed.
   *
   * @param renamed former names by new name, in addition to those in the configuration
   */
  public Changes to(SiteConfig config, Map<String, String> renamed) {
    Validation validation = config.validate(types);
    DependencyGraph graph = DependencyGraph.of(config, types);
    return committer.exclusively(() -> replace(config, renamed, validation, graph));
  }

  private Changes replace(
      SiteConfig config,
      Map<String, String> renamed,
      Validation validation,
      DependencyGraph graph) {
    KnownCheck known = new KnownCheck(committer.plan(), store.snapshot().checks(), config, renamed);
    Map<String, MonitoredCheck> checks = new LinkedHashMap<>();
    List<MonitoredCheck> fresh = new ArrayList<>();
    List<SavedCheck> saved = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    ZoneId zone = config.zone();
    for (CheckConfig check : config.checks().values()) {
      boolean misconfigured = validation.isMisconfiguredCheck(check.name());
      MonitoredCheck same = known.unchanged(check, misconfigured, zone);
      if (same != null) {
        checks.put(check.name(), same);
        continue;
      }
      ResolvedCheck spec =
          ResolvedCheck.of(check, types.check(check.type()).orElse(null), misconfigured, config);
      MonitoredCheck monitored = known.running(spec);
      if (monitored == null) {
        monitored = known.start(spec, config);
      } else {
        CheckState before = monitored.state();
        monitored.change(spec);
        Transition reset = new Transition(before, monitored.state(), null, "its type was changed");
        events.addAll(HistoryEvents.of(monitored, reset, null, committer.now().time()));
      }
      fresh.add(monitored);
      saved.add(monitored.saved());
      checks.put(spec.name(), monitored);
    }
    Set<String> kept = new HashSet<>(checks.values().stream().map(w -> w.id).toList());
    List<MonitoredCheck> gone =
        committer.plan().checks().values().stream().filter(w -> !kept.contains(w.id)).toList();
    Set<String> forgotten = new HashSet<>(store.snapshot().checks().keySet());
    forgotten.removeAll(kept);
    Plan plan = new Plan(config, validation, graph, checks);
    carryOver(plan, known).forEach(monitored -> saved.add(monitored.saved()));
    gone.forEach(w -> w.notified(known.notified(w, w.notified())));
    UplinkOutage.OutageNotice news = committer.plan(plan);
    Map<String, String> actions = renamedActions(config);
    Map<String, String> notes = health.rename(actions);
    outbox.rename(
        actions,
        waiting -> {
          List<OutboxEntry> added = new ArrayList<>(ends(plan, gone));
          added.addAll(news.entries());
          List<OutboxEntry> ends = outbox.withDigestWindows(added);
          List<OutboxEntry> all = new ArrayList<>(waiting);
          all.addAll(ends);
          Commit commit = new Commit(saved, forgotten, all, List.of(), notes, events);
          outbox.addWhen(store.commit(commit.noting(news.notes())), ends);
        });
    return new Changes(fresh, gone);
  }

  private List<OutboxEntry> ends(Plan plan, List<MonitoredCheck> gone) {
    return gone.stream()
        .flatMap(w -> NotificationPlanner.removed(plan, w, committer.now()).stream())
        .toList();
  }

  /** Returns the new names of actions by former name; that counts while no other action has it. */
  private static Map<String, String> renamedActions(SiteConfig config) {
    Map<String, String> names = new LinkedHashMap<>();
    for (ActionConfig action : config.actions().values()) {
      action
          .was()
          .filter(was -> !config.actions().containsKey(was))
          .ifPresent(was -> names.putIfAbsent(was, action.name()));
    }
    return names;
  }

  /**
   * Carries over what is known about members and actions to the new configuration: with their new
   * names, and without those that were removed. Returns the checks that this changed.
   */
  private List<MonitoredCheck> carryOver(Plan plan, KnownCheck known) {
    List<MonitoredCheck> changed = new ArrayList<>();
    for (MonitoredCheck check : plan.checks().values()) {
      CheckState state = check.state();
      Map<String, NotifiedState> notified = check.notified();
      List<String> members = known.members(check, state.members());
      check.state(state.withMembers(members));
      check.notified(
          known.fromBefore(check)
              ? NotificationPlanner.assumed(plan, check, committer.now())
              : known.notified(check, notified));
      if (!check.state().equals(state) || !check.notified().equals(notified)) {
        changed.add(check);
      }
    }
    return changed;
  }

  /**
   * Takes over what an earlier process saved but could not be read at the start. Failures judged
   * since then stay as they were notified; for everything else the saved state counts.
   *
   * @return the checks whose saved state isn't the one judged since then: these are to be run
   */
  public List<MonitoredCheck> takeOver(Map<String, SavedCheck> earlier) {
    return committer.exclusively(
        () -> {
          Map<String, SavedCheck> byName = new HashMap<>();
          earlier.values().forEach(saved -> byName.put(saved.name(), saved));
          List<MonitoredCheck> toRun = new ArrayList<>();
          List<SavedCheck> changed = new ArrayList<>();
          Set<String> forgotten = new HashSet<>();
          for (MonitoredCheck check : committer.plan().checks().values()) {
            SavedCheck saved = byName.get(check.name());
            if (saved == null || saved.id().equals(check.id)) {
              continue;
            }
            CheckState before = check.state();
            CheckState known = check.spec().target().carriedOver(saved.target(), saved.state());
            forgotten.add(check.id);
            check.id = saved.id();
            if (before.judged() != Status.FAIL || known.judged() == Status.FAIL) {
              check.state(onHoldAs(before, known));
              check.notified(
                  saved.notified() == null
                      ? NotificationPlanner.assumed(committer.plan(), check, committer.now())
                      : saved.notified().actions());
              if (before.judged() != known.judged() && before.judged() != Status.PENDING) {
                toRun.add(check);
              }
            } else { // what was sent meanwhile is about the same failure, under the earlier id
              check.notified(
                  check.notified().entrySet().stream()
                      .collect(
                          Collectors.toMap(
                              Map.Entry::getKey, e -> renumbered(e.getValue(), check))));
            }
            changed.add(check.saved());
          }
          if (!changed.isEmpty()) {
            store.commit(Commit.of(changed, forgotten, List.of()));
          }
          return toRun;
        });
  }

  private static NotifiedState renumbered(NotifiedState sent, MonitoredCheck check) {
    return sent.withIncident(check.incidentId(check.state(), sent.since()));
  }

  /** Returns the saved state, but with what keeps the check from being judged now. */
  private static CheckState onHoldAs(CheckState now, CheckState known) {
    CheckState judged = known.withStatus(known.judged());
    return now.status().isJudged()
        ? judged
        : judged.withStatus(now.status()).withBlockedBy(now.blockedBy());
  }

  /**
   * The effect of a change of configuration.
   *
   * @param fresh checks that are new or changed
   * @param gone checks that were removed
   */
  public record Changes(List<MonitoredCheck> fresh, List<MonitoredCheck> gone) {}

  /** Finds what is known about a check under its name or its former one; each is found once. */
  private static final class KnownCheck {
    private final Map<String, MonitoredCheck> running = new LinkedHashMap<>();
    private final Map<String, SavedCheck> saved = new LinkedHashMap<>();
    private final SiteConfig config;
    private final Map<String, String> renamed;
    private final Map<String, String> newNames = new LinkedHashMap<>();
    private final Set<MonitoredCheck> fromBefore = new HashSet<>();

    KnownCheck(
        Plan plan, Map<String, SavedCheck> stored, SiteConfig config, Map<String, String> renamed) {
      this.config = config;
      this.renamed = renamed;
      running.putAll(plan.checks());
      Set<String> ids = new HashSet<>(plan.checks().values().stream().map(w -> w.id).toList());
      stored.values().stream()
          .filter(s -> !ids.contains(s.id()))
          .forEach(s -> saved.put(s.name(), s));
    }

    /**
     * Returns the running check if its configuration is unchanged, as most of a large site usually
     * are: so they aren't resolved again.
     */
    @Nullable MonitoredCheck unchanged(CheckConfig check, boolean misconfigured, ZoneId zone) {
      MonitoredCheck same = running.get(check.name());
      if (same == null || !same.spec().matches(check, misconfigured, zone, config.folder())) {
        return null;
      }
      running.remove(check.name());
      return same;
    }

    @Nullable MonitoredCheck running(ResolvedCheck spec) {
      MonitoredCheck same = running.remove(spec.name());
      return same != null ? same : underFormerName(spec, running);
    }

    private <T> @Nullable T underFormerName(ResolvedCheck spec, Map<String, T> all) {
      Optional<String> former = formerName(spec);
      T found = former.map(all::remove).orElse(null);
      if (found != null) {
        newNames.put(former.get(), spec.name());
      }
      return found;
    }

    /** Returns whether a check was saved by a version that didn't keep what was sent. */
    boolean fromBefore(MonitoredCheck check) {
      return fromBefore.contains(check);
    }

    /** Returns the failing members that are still members, under their current names. */
    List<String> members(MonitoredCheck check, List<String> failing) {
      Optional<List<String>> now = check.spec().memberNames();
      return failing.stream()
          .map(name -> newNames.getOrDefault(name, name))
          .filter(name -> now.isEmpty() || now.get().contains(name))
          .toList();
    }

    /** Returns what was sent to the actions that still exist, under their current names. */
    Map<String, NotifiedState> notified(MonitoredCheck check, Map<String, NotifiedState> sent) {
      Map<String, NotifiedState> all = new LinkedHashMap<>();
      for (ActionConfig action : config.actions().values()) {
        NotifiedState last = sent.get(action.name());
        if (last == null) {
          last =
              action
                  .was()
                  .filter(was -> !config.actions().containsKey(was))
                  .map(sent::get)
                  .orElse(null);
        }
        if (last != null) {
          all.put(action.name(), last.withMembers(members(check, last.members())));
        }
      }
      return all;
    }

    /** Returns the former name, which counts only while no other check has it. */
    private Optional<String> formerName(ResolvedCheck spec) {
      return Optional.ofNullable(renamed.get(spec.name()))
          .or(spec.config()::was)
          .filter(name -> !config.checks().containsKey(name));
    }

    MonitoredCheck start(ResolvedCheck spec, SiteConfig site) {
      SavedCheck known = saved.remove(spec.name());
      if (known == null) {
        known = underFormerName(spec, saved);
      }
      if (known == null) {
        CheckState state = spec.config().legacyState(site.zone()).orElse(CheckState.UNKNOWN);
        MonitoredCheck fresh = new MonitoredCheck(UUID.randomUUID().toString(), spec, state);
        fromBefore.add(fresh);
        return fresh;
      }
      MonitoredCheck back =
          new MonitoredCheck(
              known.id(), spec, spec.target().carriedOver(known.target(), known.state()));
      if (known.notified() == null) {
        fromBefore.add(back);
      } else {
        back.notified(known.notified().actions());
      }
      return back;
    }
  }
}
