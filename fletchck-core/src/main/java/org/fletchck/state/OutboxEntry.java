package org.fletchck.state;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.fletchck.spi.Notification;
import org.jspecify.annotations.Nullable;

/**
 * A notification for one action, until it is delivered. Its instants are for people; its {@link
 * Timing} decides.
 *
 * @param id the same for each attempt
 * @param action name of the action
 * @param lane its queue: entries of one action and lane are sent one after the other
 * @param notification what to send
 * @param created when it was created
 * @param failedAttempts number of failed attempts so far
 * @param refusals number of attempts refused permanently, since the last that was not
 * @param next when the next attempt is
 * @param done parts, such as recipients, that are done
 * @param reason why the last attempt failed; null before
 * @param window the window in which it is collected; null if it is sent by itself
 * @param timing when it is due, in running time; null from a version that didn't keep it
 * @param basis what it was made from; null if it is not about a check, or from a version that
 *     didn't keep it
 */
public record OutboxEntry(
    String id,
    String action,
    String lane,
    Notification notification,
    Instant created,
    int failedAttempts,
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

  /** Creates an entry whose timing isn't known. */
  public OutboxEntry(
      String id,
      String action,
      String lane,
      Notification notification,
      Instant created,
      int failedAttempts,
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
        failedAttempts,
        refusals,
        next,
        done,
        reason,
        window,
        null,
        null);
  }

  /**
   * When an entry is due, in running time, which decides: see {@link
   * org.fletchck.Site#runningTime}.
   *
   * @param due when it was first due
   * @param next when the next attempt is
   */
  public record Timing(Duration due, Duration next) {}

  /**
   * What an entry was made from, in case it is never delivered.
   *
   * @param before what the action had been sent about the failure before; null for nothing
   * @param replacing whether it replaces what was given up after a day; it is replaced itself if
   *     something changes before it is delivered
   */
  public record Basis(@Nullable NotifiedState before, boolean replacing) {}

  /**
   * A time in which entries of an action are collected: those that have the same one are sent as
   * one message.
   *
   * @param id the same for all entries in it, and for no others
   * @param closes when it ends, for people
   * @param end when it ends, in running time; null from a version that didn't keep it
   */
  public record Window(String id, Instant closes, @Nullable Duration end) {
    /** Creates a window whose end in running time isn't known. */
    public Window(String id, Instant closes) {
      this(id, closes, null);
    }
  }

  /** Creates an entry that is due now. */
  public static OutboxEntry of(String action, String lane, Notification notification, Instant now) {
    String id = notification.id() + "/" + action;
    return new OutboxEntry(id, action, lane, notification, now, 0, 0, now, Set.of(), null, null);
  }

  /** Returns this with what its action had been sent before. */
  public OutboxEntry after(@Nullable NotifiedState before) {
    Builder copy = new Builder(this);
    copy.basis = new Basis(before, false);
    return copy.made();
  }

  /** Returns this as a replacement for what was given up; it has an id of its own. */
  public OutboxEntry replacing(Instant now) {
    Builder copy = new Builder(this);
    copy.id = id + "+" + now.toEpochMilli();
    copy.basis = new Basis(basis == null ? null : basis.before(), true);
    return copy.made();
  }

  /**
   * Returns this, due now in running time; if it is from a version without it, it starts to count
   * now.
   */
  public OutboxEntry dueNow(Duration now) {
    OutboxEntry ended =
        window != null && window.end() == null
            ? in(new Window(window.id(), window.closes(), now))
            : this;
    Builder copy = new Builder(ended);
    copy.timing = new Timing(timing == null ? now : timing.due(), now);
    return copy.made();
  }

  /** Returns this as from a version that didn't keep running time. */
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
  public OutboxEntry in(Window shared) {
    Duration end = requireNonNull(shared.end());
    Builder copy = new Builder(this);
    copy.next = shared.closes();
    copy.window = shared;
    copy.timing = new Timing(end, end);
    return copy.made();
  }

  /** Returns this with another notification. */
  public OutboxEntry withNotification(Notification other) {
    Builder copy = new Builder(this);
    copy.id = other.id() + "/" + action;
    copy.notification = other;
    return copy.made();
  }

  /**
   * Returns this after a failed attempt.
   *
   * @param when when the next attempt is, for people
   * @param again the same in running time, which decides
   */
  public OutboxEntry again(
      Instant when, Duration again, int refused, Set<String> parts, String why) {
    Builder copy = new Builder(partly(parts, why));
    copy.failedAttempts = failedAttempts + 1;
    copy.refusals = refused;
    copy.next = when;
    copy.timing = new Timing(due(), again);
    return copy.made();
  }

  /** Returns this after an attempt that did all that may be done now. */
  public OutboxEntry partly(Set<String> parts, String why) {
    Builder copy = new Builder(this);
    copy.done = parts;
    copy.reason = why;
    return copy.made();
  }

  /** Returns this with another name for its action. */
  public OutboxEntry through(String other) {
    Builder copy = new Builder(this);
    copy.action = other;
    return copy.made();
  }

  /** Returns whether it replaces what was given up, and has reached nobody. */
  public boolean standsForOthers() {
    return basis != null && basis.replacing() && done.isEmpty();
  }

  /** Returns when it was first due, in running time. */
  public Duration due() {
    return requireNonNull(timing, "an entry gets its timing before it is saved").due();
  }

  /** Returns when the next attempt is, in running time. */
  public Duration dueNext() {
    return requireNonNull(timing, "an entry gets its timing before it is saved").next();
  }

  /** Builds an entry from another one. */
  private static final class Builder {

    private final String lane;
    private final Instant created;
    private String id;
    private String action;
    private Notification notification;
    private int failedAttempts;
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
      failedAttempts = of.failedAttempts;
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
          failedAttempts,
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
