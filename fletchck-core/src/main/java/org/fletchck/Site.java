package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.internal.AttemptResources;
import org.fletchck.internal.BoundedExecutor;
import org.fletchck.internal.RunningTime;
import org.fletchck.internal.Shortages;
import org.fletchck.internal.judge.ConfigurationApplier;
import org.fletchck.internal.judge.TransitionCommitter;
import org.fletchck.internal.judge.UnblockedChecks;
import org.fletchck.internal.judge.UplinkOutage;
import org.fletchck.internal.notify.ActionHealth;
import org.fletchck.internal.notify.ConfigurationAlert;
import org.fletchck.internal.notify.DigestWindows;
import org.fletchck.internal.notify.NotificationFactory;
import org.fletchck.internal.notify.NotificationPlanner;
import org.fletchck.internal.notify.Outbox;
import org.fletchck.internal.notify.Sender;
import org.fletchck.internal.plan.Components;
import org.fletchck.internal.plan.Listeners;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.internal.run.CheckAttempts;
import org.fletchck.internal.run.CheckRunner;
import org.fletchck.internal.run.InitialRuns;
import org.fletchck.internal.run.Round;
import org.fletchck.internal.run.RunRequest;
import org.fletchck.internal.run.TriggerScheduler;
import org.fletchck.internal.store.LenientStore;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.Types;
import org.fletchck.state.ComponentHealth;
import org.fletchck.state.History;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Report;
import org.fletchck.state.RunReport;
import org.fletchck.state.SendReport;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;

/**
 * A running site: runs checks when their triggers fire, keeps their states, and notifies of status
 * changes through actions. Safe for use by multiple threads.
 *
 * <pre>{@code
 * try (Site site = Site.with(Types.discover()).open(config)) {
 *   RunReport report = site.run("Home Cert");
 * }
 * }</pre>
 */
public final class Site implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(3);
  private static final int RELEASES_AT_A_TIME = 50;

  /** An older judgement may no longer hold. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** The timer wakes at least once a minute. */
  private static final Duration TOO_LATE = Duration.ofMinutes(2);

  private final SiteBuilder with;
  private final Store store;
  private final Scheduler scheduler;
  private final RunningTime running;
  private final Listeners listeners = new Listeners();
  private final Components components = new Components(listeners);
  private final Shortages shortages;
  private final AttemptResources resources;
  private final Sender sender;
  private final Outbox outbox;
  private final ActionHealth health;
  private final TransitionCommitter committer;
  private final CheckRunner runner;
  private final BoundedExecutor<MonitoredCheck> releases;
  private final TriggerScheduler triggers;
  private final ConfigurationApplier applier;
  private volatile List<Problem> problems = List.of();
  private boolean closed;

  /** Returns a builder for a site with these check and action types. */
  public static SiteBuilder with(Types types) {
    return new SiteBuilder(types);
  }

  Site(SiteBuilder with) {
    this.with = with;
    store = new LenientStore(with.store());
    scheduler = with.scheduler();
    running = new RunningTime(scheduler, store.snapshot().running());
    store.running(running::now);
    with.listeners().forEach(listeners::add);
    shortages = new Shortages(scheduler);
    resources = AttemptResources.with(shortages);
    sender = new Sender(scheduler, resources, with.types(), this::plan);
    outbox = new Outbox(scheduler, running, store, sender, windows(), listeners);
    health = new ActionHealth(scheduler, running, store, this::plan, outbox, listeners);
    listeners.add(health);
    UplinkOutage uplink = new UplinkOutage(store.snapshot().metadata(), scheduler::nanos);
    committer = new TransitionCommitter(running, store, outbox, listeners, uplink, this::unblocked);
    outbox.onExpiry(committer::sendInstead);
    CheckAttempts attempts = new CheckAttempts(scheduler, resources);
    runner = new CheckRunner(scheduler, attempts, committer, listeners, with.isScheduled());
    releases = new BoundedExecutor<>(scheduler, RELEASES_AT_A_TIME, runner::release);
    triggers = new TriggerScheduler(scheduler, runner);
    applier = new ConfigurationApplier(with.types(), committer, store, outbox, health);
    scheduler.onJump(this::clockJumped);
    scheduler.onNoThread(() -> shortages.noticed(Shortage.THREADS));
  }

  private Plan plan() {
    return committer.plan();
  }

  /** Without a schedule, the program may have ended when a window would close. */
  private DigestWindows windows() {
    return new DigestWindows(this::plan, running, with.isScheduled());
  }

  private void unblocked(MonitoredCheck check) {
    releases.add(UnblockedChecks.dueAfter(committer.plan(), check, scheduler.clock().instant()));
  }

  private void clockJumped(Duration by) {
    committer.clockStepped(by);
    if (by.isNegative()) {
      triggers.clockWentBack();
    } else {
      runner.graceAgain();
    }
  }

  /** Applies the first configuration; what an earlier process could not send is sent first. */
  synchronized void begin(SiteConfig config) {
    Set<String> left = new HashSet<>();
    store.snapshot().outbox().forEach(entry -> left.add(entry.id()));
    ConfigurationApplier.Changes changes = applier.to(config, Map.of());
    health.begin();
    outbox.begin(store.snapshot().outbox().stream().filter(e -> left.contains(e.id())).toList());
    start(config, changes);
    if (with.isScheduled()) {
      scheduler.after(config.grace(), () -> plan().checks().values().forEach(this::compareFresh));
    }
    store.whenReadLate(earlier -> takeOver(earlier, left));
  }

  /** Takes over what could not be read at the start, as if it had been read then. */
  private void takeOver(Store.Snapshot earlier, Set<String> begun) {
    List<MonitoredCheck> toRun = applier.takeOver(earlier.checks());
    outbox.begin(earlier.outbox().stream().filter(entry -> !begun.contains(entry.id())).toList());
    if (with.isScheduled()) {
      toRun.stream()
          .filter(check -> committer.plan().isRepeatable(check))
          .forEach(check -> scheduler.execute(() -> runner.run(check, RunRequest.PLAINLY)));
    }
  }

  /**
   * Replaces the current configuration; there is no other way to change it. Checks that are in both
   * keep their state; invalid parts are reported and not run.
   *
   * @return all current problems, as {@link #problems}
   * @throws IllegalStateException if the site is closed
   */
  public List<Problem> apply(SiteConfig config) {
    return apply(config, Map.of());
  }

  /**
   * Applies a configuration in which checks were renamed; what is known about them is kept.
   *
   * @param renamed former names, by new name
   */
  synchronized List<Problem> apply(SiteConfig config, Map<String, String> renamed) {
    if (closed) {
      throw new IllegalStateException("the site is closed");
    }
    SiteConfig before = config();
    start(config, applier.to(config, renamed));
    changedActions(before, config).forEach(outbox::changed);
    if (with.isScheduled()) {
      plan().checks().values().forEach(this::compare);
    }
    return problems();
  }

  /**
   * Returns the actions that may work now; all if only what the configuration refers to changed.
   */
  private static List<String> changedActions(SiteConfig before, SiteConfig now) {
    return now.actions().values().stream()
        .filter(a -> before.equals(now) || !a.equals(before.actions().get(a.name())))
        .map(ActionConfig::name)
        .toList();
  }

  /** Sends actions what they haven't been sent yet about a check, after a run if it can be run. */
  private void compare(MonitoredCheck check) {
    if (!NotificationPlanner.isDue(plan(), check, committer.now())) {
      return;
    }
    if (plan().isRepeatable(check)) {
      scheduler.execute(() -> runner.run(check, RunRequest.PLAINLY));
    } else {
      compareFresh(check);
    }
  }

  /**
   * Compares a check that can't be run, if it was just judged; otherwise its next report decides.
   */
  private void compareFresh(MonitoredCheck check) {
    Instant judged = check.state().times().check();
    Instant now = scheduler.clock().instant();
    if (!plan().isRepeatable(check) && judged != null && !judged.plus(FRESH).isBefore(now)) {
      committer.compare(check);
    }
  }

  private void start(SiteConfig config, ConfigurationApplier.Changes changes) {
    problems = List.copyOf(validation().problems());
    store.configured(config);
    health.keep(config.actions().keySet());
    listeners.notify(l -> l.configured(config, problems));
    changes.gone().forEach(triggers::disarm);
    if (with.isScheduled()) {
      new InitialRuns(scheduler, triggers, runner, committer).arm(changes.fresh());
      notifyOfProblems();
      releases.add(UnblockedChecks.dueAfterChange(committer.plan(), scheduler.clock().instant()));
    }
  }

  private void notifyOfProblems() {
    Optional<List<OutboxEntry>> entries =
        ConfigurationAlert.entries(committer.plan(), store, scheduler.clock().instant());
    entries
        .map(outbox::withDigestWindows)
        .ifPresent(
            all ->
                outbox.addWhen(
                    store.commit(ConfigurationAlert.commit(committer.plan(), all)), all));
  }

  /**
   * Runs a check now and waits for the end. If it is already running, waits for that run instead;
   * if a check that it depends on blocks it, it isn't run.
   *
   * @throws NoSuchElementException if there is no such check
   */
  public RunReport run(String check) {
    return runner.run(monitored(check), RunRequest.PLAINLY);
  }

  /**
   * Runs a check now like {@link #run}, but as if it had not learned anything yet, such as a host
   * key. What it learns replaces what it knew; if it learns nothing, because there is no answer,
   * what it knew is kept.
   *
   * @throws NoSuchElementException if there is no such check
   */
  public RunReport acceptHostKey(String check) {
    return runner.run(monitored(check), RunRequest.TO_ACCEPT_HOST_KEY);
  }

  /**
   * Accepts a report from another instance, or a job, about a check that receives reports. It is
   * judged at once and notified like a run.
   *
   * @throws NoSuchElementException if there is no such check
   * @throws IllegalArgumentException if its type receives no reports
   */
  public RunReport report(String check, Report report) {
    MonitoredCheck receiver = monitored(check);
    if (!receiver.spec().isMisconfigured() && !receiver.spec().receivesReports()) {
      throw new IllegalArgumentException(
          check + " is of type " + receiver.spec().config().type() + ", which receives no reports");
    }
    return runner.report(receiver, report);
  }

  /**
   * Sends a test notification through an action now, ahead of what is waiting for it, and waits for
   * the end. It is attempted once, and not stored.
   *
   * @throws NoSuchElementException if there is no such action
   */
  public SendReport test(String action) {
    Plan plan = committer.plan();
    ActionConfig config = plan.config().actions().get(action);
    if (config == null) {
      throw new NoSuchElementException("there is no action named " + action);
    }
    Instant now = scheduler.clock().instant();
    Notification test = NotificationFactory.ofTest(plan, config, now);
    SendReport report = sender.send(OutboxEntry.of(action, "test", test, now)).report();
    if (report.delivered()) {
      outbox.works(action);
    }
    return report;
  }

  private MonitoredCheck monitored(String check) {
    return committer
        .plan()
        .check(check)
        .orElseThrow(() -> new NoSuchElementException("there is no check named " + check));
  }

  /** Runs each repeatable check once, many concurrently, and waits for the end. */
  public void runAll() throws InterruptedException {
    new Round(scheduler, runner).run(committer.plan());
  }

  /** Returns the notifications that are not delivered yet, oldest first. */
  public List<OutboxEntry> undelivered() {
    return List.copyOf(store.snapshot().outbox());
  }

  /** Waits until nothing is left to deliver; returns false if that takes longer than the limit. */
  public boolean awaitDeliveries(Duration limit) throws InterruptedException {
    return outbox.awaitEmpty(limit);
  }

  /** Returns the check and action types of this site. */
  public Types types() {
    return with.types();
  }

  /** Returns the current configuration. */
  public SiteConfig config() {
    return committer.plan().config();
  }

  /**
   * Returns the current problems: actions that have been failing for five minutes, what the monitor
   * itself is short of, and what is wrong with the store, with components such as connections, and
   * with the configuration.
   */
  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>(health.problems());
    storeProblem().ifPresent(p -> all.add(Problem.error("state", p, "")));
    all.addAll(shortages.problems());
    store.loss().ifPresent(p -> all.add(Problem.warning("state", p, "")));
    all.addAll(components.problems());
    all.addAll(problems);
    return List.copyOf(all);
  }

  /** Returns why states can't be saved, as human-readable text; empty if they can. */
  public Optional<String> storeProblem() {
    return store.problem();
  }

  /**
   * Returns why the monitor itself doesn't work, as texts without names and values: its scheduler
   * is minutes late, its states can't be saved, or it is short of file descriptors, threads, memory
   * or the like. Empty while it works, whatever is wrong with its configuration and actions.
   */
  public List<String> health() {
    List<String> reasons = new ArrayList<>();
    if (lag().compareTo(TOO_LATE) > 0) {
      reasons.add("scheduled work doesn't begin in time");
    }
    if (storeProblem().isPresent()) {
      reasons.add("states can't be saved");
    }
    reasons.addAll(shortages.reasons());
    return reasons;
  }

  /** Returns what the monitor itself is short of now, or was less than two minutes ago. */
  public Set<Shortage> shortages() {
    return shortages.now();
  }

  /** Returns how late scheduled work starts; much more than a second is too much. */
  public Duration lag() {
    return scheduler.lag();
  }

  /** Returns the result of validating the current configuration when it was applied. */
  public Validation validation() {
    return committer.plan().validation();
  }

  /**
   * Reports that a component beside the engine, such as a connection, doesn't work, until {@link
   * #componentUp} is called. May be called again with another reason.
   *
   * @param component its name, which precedes the colon in messages, such as {@code mqtt}
   * @param reason human-readable, without secrets
   */
  public void componentDown(String component, String reason) {
    components.down(component, reason);
  }

  /**
   * Reports that a component works.
   *
   * @param how human-readable, such as {@code connected to localhost}
   */
  public void componentUp(String component, String how) {
    components.up(component, how);
  }

  /** Removes a component that no longer exists. */
  public void componentRemoved(String component) {
    components.remove(component);
  }

  /** Returns the components that have reported their health, by name. */
  public Map<String, ComponentHealth> components() {
    return components.all();
  }

  /** Returns the text that is stored with the states under this name. */
  public Optional<String> metadata(String name) {
    return Optional.ofNullable(store.snapshot().metadata().get(name));
  }

  /** Stores a text with the states, for components that have a little to remember. */
  public void setMetadata(String name, String text) {
    store.commit(Store.Commit.metadata(name, text));
  }

  /** Returns whether a check can't run because its configuration is invalid. */
  public boolean isMisconfigured(String check) {
    return validation().isMisconfiguredCheck(check);
  }

  /** Returns the state of a check; empty if there is no such check. */
  public Optional<CheckState> state(String check) {
    return committer.plan().check(check).map(MonitoredCheck::state);
  }

  /** Returns the states of all checks by name, in the order of the configuration. */
  public Map<String, CheckState> states() {
    Map<String, CheckState> states = new LinkedHashMap<>();
    committer.plan().checks().forEach((name, monitored) -> states.put(name, monitored.state()));
    return states;
  }

  /**
   * Returns when a check next runs by its trigger; empty if it has no trigger, or the trigger won't
   * fire again. A time in the past means that the check is running now, or about to.
   */
  public Optional<Instant> next(String check) {
    return committer.plan().check(check).flatMap(triggers::next);
  }

  /** Returns the dependencies and memberships in the current configuration. */
  public DependencyGraph graph() {
    return committer.plan().graph();
  }

  /** Returns the id under which a check's history is kept; it stays the same when it is renamed. */
  public Optional<String> id(String check) {
    return committer.plan().check(check).map(monitored -> monitored.id);
  }

  /** Returns the history, as far as the store keeps it. */
  public History history() {
    return store.history();
  }

  /**
   * Returns the latest decisions about a check as text, oldest first: why it notified, or didn't.
   */
  public List<String> explain(String check) {
    return committer.plan().check(check).map(MonitoredCheck::decisions).orElse(List.of());
  }

  /** Returns the clock that the site uses. */
  public InstantSource clock() {
    return scheduler.clock();
  }

  /**
   * Returns how long the program has run, over all starts, as far as the store knows: elapsed time,
   * whatever the clock shows. It stands still while the program is off or the machine sleeps.
   */
  public Duration runningTime() {
    return running.now();
  }

  /** Adds a listener. */
  public void listen(SiteListener listener) {
    listeners.add(listener);
  }

  /**
   * Starts nothing more, waits a few seconds at most for what is running, and saves. A run that is
   * cut off doesn't count; a delivery that is cut off is repeated after the next start.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    triggers.disarmAll();
    runner.closing();
    sender.closing();
    scheduler.close(CLOSING);
    resources.close();
    store.close();
  }
}
