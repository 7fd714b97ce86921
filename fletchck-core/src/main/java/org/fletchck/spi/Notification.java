package org.fletchck.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action sends: one change of one check, complete in itself, so that it can be sent long
 * after the change. Or a digest of several, for an action with {@code group}: an action unaware of
 * {@code parts} sends the other components, as if a check were named {@code 5 changes}.
 *
 * @param id the same for each attempt to send this notification, different for any other
 * @param incident the same for a failure, its reminders and its end, for example to thread mails
 * @param site the name of the site
 * @param subject the check
 * @param change what happened
 * @param when when it happened
 * @param what what was found
 * @param test whether this only tests the action
 * @param parts the notifications in this digest, oldest first; empty for a single change
 */
public record Notification(
    String id,
    String incident,
    String site,
    Subject subject,
    Change change,
    Timing when,
    Finding what,
    boolean test,
    List<Notification> parts) {

  /** Copies the list. */
  public Notification {
    parts = List.copyOf(parts);
  }

  /** Creates a notification of a single change. */
  public Notification(
      String id,
      String incident,
      String site,
      Subject subject,
      Change change,
      Timing when,
      Finding what,
      boolean test) {
    this(id, incident, site, subject, change, when, what, test, List.of());
  }

  /**
   * Returns a digest of several notifications. The same parts always get the same id.
   *
   * @param parts at least two, oldest first
   */
  public static Notification together(List<Notification> parts) {
    return Digest.of(parts);
  }

  /**
   * The check that a notification is about.
   *
   * @param name its name
   * @param type its type as shown, such as {@code https} or {@code remote (disk)}
   * @param note the note in its configuration
   * @param link URL of its page
   */
  public record Subject(String name, String type, @Nullable String note, @Nullable String link) {}

  /**
   * When it happened.
   *
   * @param at the time of the run that caused the change
   * @param since the beginning of what is notified; if a failure ended, the beginning of the
   *     failure
   * @param lasted how long the failure has lasted so far or in total; null if it just began
   * @param zone the zone for formatting times
   */
  public record Timing(
      Instant at, @Nullable Instant since, @Nullable Duration lasted, ZoneId zone) {
    /** Replaces a negative duration, caused by a clock that was set back, with zero. */
    public Timing {
      lasted = lasted != null && lasted.isNegative() ? Duration.ZERO : lasted;
    }
  }

  /**
   * What was found.
   *
   * @param reason the cause of the failure, or a remark about the pass
   * @param level short text such as {@code 91%}
   * @param log the lines of the run
   * @param members changes among the failing members
   * @param unreachable the checks that can't be judged because of this one
   */
  public record Finding(
      @Nullable String reason,
      @Nullable String level,
      List<String> log,
      MemberChanges members,
      List<String> unreachable) {
    /** Copies the lists. */
    public Finding {
      log = List.copyOf(log);
      unreachable = List.copyOf(unreachable);
    }
  }

  /**
   * Changes among the failing members.
   *
   * @param fresh those that began to fail
   * @param still those that still fail
   * @param back those that pass again
   */
  public record MemberChanges(List<String> fresh, List<String> still, List<String> back) {
    /** No members. */
    public static final MemberChanges NONE = new MemberChanges(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public MemberChanges {
      fresh = List.copyOf(fresh);
      still = List.copyOf(still);
      back = List.copyOf(back);
    }
  }

  /**
   * Returns one line without the site, such as {@code FAIL: Home Cert (cert)}, or for a digest
   * {@code 5 changes: 3 FAIL, 2 PASS}.
   */
  public String headline() {
    if (isDigest()) {
      return parts.size() + " changes: " + Digest.counts(parts);
    }
    return (test ? "TEST: " : "")
        + change.word()
        + ": "
        + subject.name()
        + " ("
        + subject.type()
        + ")";
  }

  /** Returns whether this is a digest of several changes. */
  public boolean isDigest() {
    return !parts.isEmpty();
  }
}
