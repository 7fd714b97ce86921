package org.fletchck.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action is to tell: one notified change of one check, complete in itself, so that it can
 * be sent long after the change. Or a digest of several, for an action with {@code group}: an
 * action that knows nothing of {@code parts} tells what is in the other components, as of a check
 * named {@code 5 changes}.
 *
 * @param id the same for each try of this notification, different for any other
 * @param incident the same for the failure, its reminders and its end: what a mail is threaded by
 * @param site the name of the site
 * @param subject which check it is about
 * @param change what happened
 * @param when when it happened
 * @param what what was found
 * @param test whether this only tests the action
 * @param parts what is sent together in this digest, oldest first; empty for one change
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

  /** Makes one of one change. */
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
   * Makes one that tells several together. The same parts always get the same id.
   *
   * @param parts at least two, oldest first
   */
  public static Notification together(List<Notification> parts) {
    return Digest.of(parts);
  }

  /**
   * Which check it is about.
   *
   * @param name its name
   * @param type its type as shown, such as {@code https} or {@code remote (disk)}
   * @param note the text that its configuration wants shown
   * @param link address of its page
   */
  public record Subject(String name, String type, @Nullable String note, @Nullable String link) {}

  /**
   * When it happened.
   *
   * @param at the run that made the change
   * @param since the beginning of what is notified: of the failure, also when it ended
   * @param lasted how long the failure lasts or lasted; null while it just began
   * @param zone the zone in which times are written
   */
  public record Timing(
      Instant at, @Nullable Instant since, @Nullable Duration lasted, ZoneId zone) {
    /** A clock that was set back a moment ago may show less time than none. */
    public Timing {
      lasted = lasted != null && lasted.isNegative() ? Duration.ZERO : lasted;
    }
  }

  /**
   * What was found.
   *
   * @param reason the cause of the failure, or what there is to say of the pass
   * @param level short text such as {@code 91%}
   * @param log the lines of the run
   * @param members what changed among failing members
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
   * What changed among failing members.
   *
   * @param fresh those that fail newly
   * @param still those that fail as before
   * @param back those that pass again
   */
  public record MemberChanges(List<String> fresh, List<String> still, List<String> back) {
    /** Nothing has members. */
    public static final MemberChanges NONE = new MemberChanges(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public MemberChanges {
      fresh = List.copyOf(fresh);
      still = List.copyOf(still);
      back = List.copyOf(back);
    }
  }

  /**
   * Returns one line without the site, such as {@code FAIL: Home Cert (cert)}, of a digest {@code 5
   * changes: 3 FAIL, 2 PASS}.
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

  /** Tells whether this tells several changes together. */
  public boolean isDigest() {
    return !parts.isEmpty();
  }
}
