package org.fletchck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.fletchck.spi.Notification;
import org.jspecify.annotations.Nullable;

/**
 * One notification for one action, until it is delivered. Its instants are for people; what decides
 * is its timing.
 *
 * @param id the same for each try
 * @param action name of the action
 * @param lane what it is in order with: entries of one action and lane go out one after the other
 * @param notification what to tell
 * @param created when it was made
 * @param tries failed tries so far
 * @param refusals tries that were refused for good, since the last that was not
 * @param next when to try next
 * @param done parts, such as recipients, that are done
 * @param reason why the last try failed; null before
 * @param window what it is gathered in; null if it goes out by itself
 * @param timing when it is due, in running time; null of a version that didn't keep it
 * @param basis what it was made from; null if it is not of a check, or of a version that didn't
 *     keep it
 */
public record OutboxEntry(
    String id,
    String action,
    String lane,
    Notification notification,
    Instant created,
    int tries,
    int refusals,
    Instant next,
    Set<String> done,
    @Nullable String reason,
    @Nullable Window window,
    @Nullable Timing timing,
    @Nullable Basis basis) {

  /** Copies the parts. */
  public OutboxEntry {
    done = Set.copyOf(done);
  }

  /** Makes an entry whose timing isn't known. */
  public OutboxEntry(
      String id,
      String action,
      String lane,
      Notification notification,
      Instant created,
      int tries,
      int refusals,
      Instant next,
      Set<String> done,
      @Nullable String reason,
      @Nullable Window window) {
    this(
        id,
        action,
        lane,
        notification,
        created,
        tries,
        refusals,
        next,
        done,
        reason,
        window,
        null,
        null);
  }

  /**
   * What decides, in running time: see {@link Site#runningTime}.
   *
   * @param due when it was due first
   * @param next when to try next
   */
  public record Timing(Duration due, Duration next) {}

  /**
   * What an entry was made from, for the case that it is never delivered.
   *
   * @param before what the action was sent before of the failure; null for nothing
   * @param replacing whether it stands for what was given up after a day; it is replaced itself
   *     when something changes before it is delivered
   */
  public record Basis(@Nullable NotifiedState before, boolean replacing) {}

  /**
   * A time in which entries of an action are gathered: those that have the same one go out as one
   * message.
   *
   * @param id the same for all that are in it, and for no others
   * @param closes when it ends, for people
   * @param end when it ends, in running time; null of a version that didn't keep it
   */
  public record Window(String id, Instant closes, @Nullable Duration end) {
    /** Makes a window whose end in running time isn't known. */
    public Window(String id, Instant closes) {
      this(id, closes, null);
    }
  }

  /** Makes an entry that is due now. */
  static OutboxEntry of(String action, String lane, Notification notification, Instant now) {
    String id = notification.id() + "/" + action;
    return new OutboxEntry(id, action, lane, notification, now, 0, 0, now, Set.of(), null, null);
  }

  /** Returns this as what differs from what its action was sent before. */
  OutboxEntry after(@Nullable NotifiedState before) {
    Builder copy = new Builder(this);
    copy.basis = new Basis(before, false);
    return copy.made();
  }

  /** Returns this in place of what can't be delivered any more; it has an id of its own. */
  OutboxEntry replacing(Instant now) {
    Builder copy = new Builder(this);
    copy.id = id + "+" + now.toEpochMilli();
    copy.basis = new Basis(basis == null ? null : basis.before(), true);
    return copy.made();
  }

  /** Returns this, due now by running time; that of a version without it begins to count now. */
  OutboxEntry dueNow(Duration now) {
    OutboxEntry ended =
        window != null && window.end() == null
            ? in(new Window(window.id(), window.closes(), now))
            : this;
    Builder copy = new Builder(ended);
    copy.timing = new Timing(timing == null ? now : timing.due(), now);
    return copy.made();
  }

  /** Returns this as a version left it that didn't keep running time. */
  OutboxEntry withoutRunningTime() {
    Builder copy = new Builder(this);
    copy.window = window == null ? null : new Window(window.id(), window.closes());
    copy.timing = null;
    if (basis != null && basis.before() != null) {
      copy.basis = new Basis(basis.before().withoutRunningTime(), basis.replacing());
    }
    return copy.made();
  }

  /** Returns this, due when a window closes. */
  OutboxEntry in(Window shared) {
    Duration end = requireNonNull(shared.end());
    Builder copy = new Builder(this);
    copy.next = shared.closes();
    copy.window = shared;
    copy.timing = new Timing(end, end);
    return copy.made();
  }

  /** Returns this with something else to tell. */
  OutboxEntry withNotification(Notification other) {
    Builder copy = new Builder(this);
    copy.id = other.id() + "/" + action;
    copy.notification = other;
    return copy.made();
  }

  /**
   * Returns this after a failed try.
   *
   * @param when when it is tried again, for people
   * @param again the same in running time, which decides
   */
  OutboxEntry again(Instant when, Duration again, int refused, Set<String> parts, String why) {
    Builder copy = new Builder(partly(parts, why));
    copy.tries = tries + 1;
    copy.refusals = refused;
    copy.next = when;
    copy.timing = new Timing(due(), again);
    return copy.made();
  }

  /** Returns this after a try that did all that may be done now. */
  OutboxEntry partly(Set<String> parts, String why) {
    Builder copy = new Builder(this);
    copy.done = parts;
    copy.reason = why;
    return copy.made();
  }

  /** Returns this with another name of its action. */
  OutboxEntry through(String other) {
    Builder copy = new Builder(this);
    copy.action = other;
    return copy.made();
  }

  /** Tells whether it stands for what was given up, and has reached nobody. */
  boolean standsForOthers() {
    return basis != null && basis.replacing() && done.isEmpty();
  }

  /** Returns when it was due first, in running time. */
  Duration due() {
    return requireNonNull(timing, "an entry gets its timing when it is gathered").due();
  }

  /** Returns when to try next, in running time. */
  Duration dueNext() {
    return requireNonNull(timing, "an entry gets its timing when it is gathered").next();
  }

  /** An entry in the making, that begins as another one. */
  private static final class Builder {

    private final String lane;
    private final Instant created;
    private String id;
    private String action;
    private Notification notification;
    private int tries;
    private int refusals;
    private Instant next;
    private Set<String> done;
    private @Nullable String reason;
    private @Nullable Window window;
    private @Nullable Timing timing;
    private @Nullable Basis basis;

    Builder(OutboxEntry of) {
      lane = of.lane;
      created = of.created;
      id = of.id;
      action = of.action;
      notification = of.notification;
      tries = of.tries;
      refusals = of.refusals;
      next = of.next;
      done = of.done;
      reason = of.reason;
      window = of.window;
      timing = of.timing;
      basis = of.basis;
    }

    OutboxEntry made() {
      return new OutboxEntry(
          id,
          action,
          lane,
          notification,
          created,
          tries,
          refusals,
          next,
          done,
          reason,
          window,
          timing,
          basis);
    }
  }
}
