package org.fletchck.internal.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.fletchck.config.ActionConfig;
import org.fletchck.internal.AttemptResources;
import org.fletchck.internal.LoggedThrowable;
import org.fletchck.internal.Shortages;
import org.fletchck.internal.plan.Plan;
import org.fletchck.schedule.Deadline;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.CleanText;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.Types;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.SendReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt of an action with a deadline, and returns the outcome. */
public final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final AttemptResources resources;
  private final Types types;
  private final Supplier<Plan> plan;
  private volatile boolean closing;

  public Sender(Scheduler scheduler, AttemptResources resources, Types types, Supplier<Plan> plan) {
    this.scheduler = scheduler;
    this.resources = resources;
    this.types = types;
    this.plan = plan;
  }

  /** Discards attempts that are cut off from now on. */
  public void closing() {
    closing = true;
  }

  public Outcome send(OutboxEntry entry) {
    return send(entry, null);
  }

  /**
   * Makes one attempt.
   *
   * @param only the parts that may be done now; null for all
   */
  Outcome send(OutboxEntry entry, @Nullable Set<String> only) {
    ActionConfig config = action(entry.action());
    if (config == null) {
      return Outcome.of(Kind.IMPOSSIBLE, "there is no such action any more", entry.done());
    }
    Optional<ActionType> type = types.action(config.type());
    if (type.isEmpty() || plan.get().validation().isMisconfiguredAction(config.name())) {
      return Outcome.of(Kind.FAILED, "the action's configuration is not valid", entry.done());
    }
    Options options = config.options(type.get());
    try {
      return send(entry, only, type.get(), options);
    } catch (IllegalArgumentException e) { // a reference that can't be resolved
      String why = options.withoutSecrets(CleanText.line(String.valueOf(e.getMessage())));
      return Outcome.of(Kind.FAILED, why, entry.done());
    } catch (OutOfMemoryError e) { // the watchdog has no thread
      Shortage lacking = resources.shortages().behind(e).orElse(Shortage.MEMORY);
      return Outcome.of(Kind.FAILED, Shortages.inShort(lacking), entry.done());
    }
  }

  /**
   * Returns the action of that name, or the one that had it before: what was notified through it is
   * still to be sent.
   */
  private @Nullable ActionConfig action(String name) {
    Map<String, ActionConfig> actions = plan.get().config().actions();
    ActionConfig same = actions.get(name);
    return same != null
        ? same
        : actions.values().stream()
            .filter(action -> action.was().filter(name::equals).isPresent())
            .findFirst()
            .orElse(null);
  }

  private Outcome send(
      OutboxEntry entry, @Nullable Set<String> only, ActionType type, Options options) {
    Duration limit = timeout(options);
    try (Deadline deadline = resources.deadlines().start(limit)) {
      var context =
          new SendContext(
              scheduler.clock(),
              deadline,
              resources.calls(),
              options::withoutSecrets,
              entry.done(),
              only);
      try {
        type.create(options).send(entry.notification(), context);
        return Outcome.of(Kind.DELIVERED, "", context);
      } catch (Throwable e) { // whatever an action does, the others continue and this is retried
        if (LOG.isDebugEnabled()) {
          LOG.debug("action {} threw", entry.action(), LoggedThrowable.copy(e, context));
        }
        return outcome(e, deadline, limit, context);
      }
    }
  }

  private Outcome outcome(Throwable e, Deadline deadline, Duration limit, SendContext context) {
    if (closing) {
      return Outcome.of(Kind.CUT_OFF, "", context);
    }
    if (deadline.passed()) {
      String reason = "not done within " + limit.toSeconds() + " s";
      return Outcome.of(Kind.FAILED, reason, context);
    }
    String reason = context.shown(e.getMessage() == null ? e.toString() : e.getMessage());
    Optional<Shortage> lacking = resources.shortages().behind(e);
    if (lacking.isPresent()) { // nobody refused anything
      String why = Shortages.inShort(lacking.get()) + ": " + reason;
      return Outcome.of(Kind.FAILED, why, context);
    }
    Kind kind = e instanceof RefusedException ? Kind.REFUSED : Kind.FAILED;
    return Outcome.of(kind, reason, context);
  }

  private static Duration timeout(Options options) {
    for (Option<?> option : options.declared()) {
      if (option.name().equals("timeout")
          && options.find(option).orElse(null) instanceof Duration given) {
        return given;
      }
    }
    return USUAL_TIMEOUT;
  }

  /** The kind of outcome of an attempt. */
  enum Kind {
    DELIVERED,
    FAILED,
    REFUSED,
    IMPOSSIBLE,
    CUT_OFF
  }

  /**
   * The outcome of an attempt.
   *
   * @param reason why it failed
   * @param done parts that are done
   * @param doneIfAll these, and those that the action was asked to do
   * @param heldBack whether there are parts that could not be done yet
   * @param log what the action logged
   */
  public record Outcome(
      Kind kind,
      String reason,
      Set<String> done,
      Set<String> doneIfAll,
      boolean heldBack,
      List<String> log) {

    static Outcome of(Kind kind, String reason, Set<String> done) {
      return new Outcome(kind, reason, done, done, false, List.of());
    }

    static Outcome of(Kind kind, String reason, SendContext context) {
      Set<String> all = context.doneIfAll();
      boolean delivered = kind == Kind.DELIVERED;
      return new Outcome(
          kind, reason, delivered ? all : context.done(), all, context.heldBack(), context.lines());
    }

    /** Returns whether something arrived, beyond what was done before. */
    boolean worked(Set<String> before) {
      boolean whole = kind == Kind.DELIVERED && !heldBack;
      return whole || !before.containsAll(done);
    }

    public SendReport report() {
      return new SendReport(
          switch (kind) {
            case DELIVERED -> SendReport.Outcome.DELIVERED;
            case REFUSED -> SendReport.Outcome.REFUSED;
            case FAILED, IMPOSSIBLE, CUT_OFF -> SendReport.Outcome.FAILED;
          },
          reason,
          log);
    }
  }
}
