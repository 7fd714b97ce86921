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
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.Types;

/**
 * A running site: checks that run by their triggers, states that are kept, and actions that tell of
 * changes. Safe for use by several threads.
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

  /** An older judgement may not hold any more. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** The timer looks once a minute at the least. */
  private static final Duration TOO_LATE = Duration.ofMinutes(2);

  private final SiteBuilder with;
  private final Store store;
  private final Scheduler scheduler;
  private final RunningTime running;
  private final Listeners listeners = new Listeners();
  private final Components components = new Components(listeners);
  private final Shortages shortages;
  private final CheckAttempts attempts;
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

  /** Begins to make a site of these types. */
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
    attempts = new CheckAttempts(scheduler, shortages);
    sender = new Sender(scheduler, attempts, with.types(), this::plan);
    outbox = new Outbox(scheduler, running, store, sender, windows(), listeners);
    health = new ActionHealth(scheduler, running, store, this::plan, outbox, listeners);
    listeners.add(health);
    UplinkOutage uplink = new UplinkOutage(store.snapshot().metadata(), scheduler::nanos);
    committer = new TransitionCommitter(running, store, outbox, listeners, uplink, this::unblocked);
    outbox.onExpiry(committer::sendInstead);
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

  /** Without a schedule nobody is there when a window would close. */
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

  /** Puts the first configuration in place; what an earlier process could not send goes first. */
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

  /** Goes on with what could not be read at the start, as if it had been. */
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
   * Puts a configuration in place of the present one: the only way in. Checks that are in both keep
   * their state; parts that are not valid are shown and not run.
   *
   * @return what is wrong with it
   * @throws IllegalStateException if the site is closed
   */
  public List<Problem> apply(SiteConfig config) {
    return apply(config, Map.of());
  }

  /**
   * Puts a configuration in place in which checks have other names: what is known of them stays.
   *
   * @param renamed former names by new ones
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

  /** Returns those that may work now; all if nothing changed but what it refers to. */
  private static List<String> changedActions(SiteConfig before, SiteConfig now) {
    return now.actions().values().stream()
        .filter(a -> before.equals(now) || !a.equals(before.actions().get(a.name())))
        .map(ActionConfig::name)
        .toList();
  }

  /** Sends to an action what it was not sent yet of a check, after a run where one can be made. */
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

  /** Compares what can't be run, if it was judged just now; else its next report is waited for. */
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
   * Runs a check now, unless it runs already or a check that it depends on blocks it, and waits for
   * the end.
   *
   * @throws NoSuchElementException if there is no such check
   */
  public RunReport run(String check) {
    return runner.run(monitored(check), RunRequest.PLAINLY);
  }

  /**
   * Runs a check now as {@link #run} does, but as if it had learned nothing, such as a host key.
   * What it learns takes the place of the old; if it learns nothing, because nobody answers, the
   * old stays.
   *
   * @throws NoSuchElementException if there is no such check
   */
  public RunReport acceptHostKey(String check) {
    return runner.run(monitored(check), RunRequest.TO_ACCEPT_HOST_KEY);
  }

  /**
   * Takes over what another instance, or a job, tells of a check that receives reports. It is
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
   * Sends a test through an action now, past what waits for it, and waits for the end. It is tried
   * once, and kept nowhere.
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

  /** Runs each repeatable check once, many at a time, and waits for the end. */
  public void runAll() throws InterruptedException {
    new Round(scheduler, runner).run(committer.plan());
  }

  /** Returns the notifications that are not delivered yet, oldest first. */
  public List<OutboxEntry> undelivered() {
    return List.copyOf(store.snapshot().outbox());
  }

  /** Waits until all that was notified is delivered; false if that would take longer. */
  public boolean awaitDeliveries(Duration limit) throws InterruptedException {
    return outbox.awaitEmpty(limit);
  }

  /** Returns the types that it knows. */
  public Types types() {
    return with.types();
  }

  /** Returns the present configuration. */
  public SiteConfig config() {
    return committer.plan().config();
  }

  /**
   * Returns the actions that have been failing for five minutes, what the monitor itself lacks, and
   * what is wrong with the store, with parts such as connections, and with the present
   * configuration.
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

  /** Returns what keeps states from being saved, in words for people. */
  public Optional<String> storeProblem() {
    return store.problem();
  }

  /**
   * Returns what keeps the monitor itself from working, in words without names and values: its
   * scheduler is late by minutes, its states can't be saved, or it lacks file descriptors, threads,
   * memory or the like. Empty while it is alive, whatever is wrong with its configuration and
   * actions.
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

  /** Returns what the monitor itself lacks now, or did less than two minutes ago. */
  public Set<Shortage> shortages() {
    return shortages.now();
  }

  /** Returns by how much scheduled work begins late; much more than a second is too much. */
  public Duration lag() {
    return scheduler.lag();
  }

  /** Returns what was found in the present configuration when it was put in place. */
  public Validation validation() {
    return committer.plan().validation();
  }

  /**
   * Shows that a part of the program beside the engine is out of order, such as a connection, until
   * {@link #componentUp} is called. May be called again with another reason.
   *
   * @param part what stands before the colon in messages, such as {@code mqtt}
   * @param reason in words for people, without secrets
   */
  public void componentDown(String part, String reason) {
    components.fails(part, reason);
  }

  /**
   * Shows that a part of the program works.
   *
   * @param how in words for people, such as {@code connected to localhost}
   */
  public void componentUp(String part, String how) {
    components.works(part, how);
  }

  /** Shows nothing more of a part of the program, which isn't there any more. */
  public void componentRemoved(String part) {
    components.ended(part);
  }

  /** Returns the parts of the program beside the engine that said how they are, by name. */
  public Map<String, ComponentHealth> components() {
    return components.all();
  }

  /** Returns a text that was kept with the states by that name. */
  public Optional<String> metadata(String name) {
    return Optional.ofNullable(store.snapshot().metadata().get(name));
  }

  /** Keeps a text with the states, for parts of the program that have a little to remember. */
  public void setMetadata(String name, String text) {
    store.commit(Store.Commit.metadata(name, text));
  }

  /** Tells whether a check can't run because its configuration isn't valid. */
  public boolean isMisconfigured(String check) {
    return validation().isMisconfiguredCheck(check);
  }

  /** Returns what is believed of a check. */
  public Optional<CheckState> state(String check) {
    return committer.plan().check(check).map(MonitoredCheck::state);
  }

  /** Returns what is believed of each check, in the order of the configuration. */
  public Map<String, CheckState> states() {
    Map<String, CheckState> states = new LinkedHashMap<>();
    committer.plan().checks().forEach((name, monitored) -> states.put(name, monitored.state()));
    return states;
  }

  /**
   * Returns when a check runs next by its trigger; empty if it has none, or none is to come. A time
   * that is past says that it runs now.
   */
  public Optional<Instant> next(String check) {
    return committer.plan().check(check).flatMap(triggers::next);
  }

  /** Returns what waits for what in the present configuration. */
  public DependencyGraph graph() {
    return committer.plan().graph();
  }

  /** Returns the id under which a check's history is kept; it stays the same over a rename. */
  public Optional<String> id(String check) {
    return committer.plan().check(check).map(monitored -> monitored.id);
  }

  /** Returns what happened, as far as the store keeps it. */
  public History history() {
    return store.history();
  }

  /**
   * Returns the last decisions about a check in words, oldest first: why it notified, or didn't.
   */
  public List<String> explain(String check) {
    return committer.plan().check(check).map(MonitoredCheck::decisions).orElse(List.of());
  }

  /** Returns the clock that the site goes by. */
  public InstantSource clock() {
    return scheduler.clock();
  }

  /**
   * Returns for how long the program ran, over all starts, as far as the store knows: elapsed time,
   * whatever the clock shows. It stands still while the program is off or the machine sleeps.
   */
  public Duration runningTime() {
    return running.now();
  }

  /** Adds one more listener. */
  public void listen(SiteListener listener) {
    listeners.add(listener);
  }

  /**
   * Starts nothing more, waits a few seconds at the most for what runs, and saves. A run that is
   * cut off counts for nothing; a delivery that is cut off is made again after the next start.
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
    attempts.close();
    store.close();
  }
}
