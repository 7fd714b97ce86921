package org.fletchck.internal.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.ConfigPath;
import org.fletchck.config.SiteFile;
import org.fletchck.internal.plan.Plan;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;
import org.fletchck.spi.Problem;

/**
 * What is known about a failing action.
 *
 * @param action its name
 * @param first the name it had when it began to fail
 * @param since its first failed attempt since it last delivered something
 * @param began the same in running time, which decides
 * @param reason why the last attempt failed, when it was saved
 * @param noticed whether it was logged and listeners were called
 * @param notified the actions through which others were notified of it
 */
public record ActionFailure(
    String action,
    String first,
    Instant since,
    Duration began,
    String reason,
    boolean noticed,
    List<String> notified) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String NOTE = "failing action ";
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  static ActionFailure begins(String action, Instant now, Duration running, String reason) {
    return new ActionFailure(action, action, now, running, reason, false, List.of());
  }

  ActionFailure because(String other) {
    return new ActionFailure(action, first, since, began, other, noticed, notified);
  }

  ActionFailure withNoticed() {
    return new ActionFailure(action, first, since, began, reason, true, notified);
  }

  ActionFailure notifiedThrough(List<String> actions) {
    return new ActionFailure(action, first, since, began, reason, noticed, actions);
  }

  /** Returns this with actions renamed. */
  ActionFailure renamed(Map<String, String> names) {
    return new ActionFailure(
        names.getOrDefault(action, action),
        first,
        since,
        began,
        reason,
        noticed,
        notified.stream().map(name -> names.getOrDefault(name, name)).toList());
  }

  /** Returns the lane of its notifications. */
  String lane() {
    return "action " + first;
  }

  /** Returns how long an action must fail for it to be more than a passing problem. */
  static Duration patience() {
    return PATIENCE;
  }

  boolean lasts(Duration running) {
    return running.compareTo(began.plus(PATIENCE)) >= 0;
  }

  /** Returns the name under which it is stored. */
  public static String noteName(String action) {
    return NOTE + action;
  }

  static boolean isNote(String name, String text) {
    return name.startsWith(NOTE) && !text.isEmpty();
  }

  public String note() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("first", first);
    values.put("since", since.toString());
    values.put("began", began.toString());
    values.put("reason", reason);
    values.put("noticed", noticed);
    values.put("told", notified); // the key in users' stores
    return SiteFile.format(values);
  }

  /**
   * Reads a note.
   *
   * @param running the running time at which it began, if the note doesn't say
   */
  public static ActionFailure of(String name, String text, Duration running) {
    Map<String, Object> values = SiteFile.parse(text);
    List<String> notified =
        values.get("told") instanceof List<?> names
            ? names.stream().map(String::valueOf).toList()
            : List.of();
    String action = name.substring(NOTE.length());
    return new ActionFailure(
        action,
        String.valueOf(values.getOrDefault("first", action)),
        Instant.parse(String.valueOf(values.get("since"))),
        values.get("began") instanceof String began ? Duration.parse(began) : running,
        String.valueOf(values.get("reason")),
        Boolean.TRUE.equals(values.get("noticed")),
        notified);
  }

  Problem problem(ZoneId zone) {
    String time = MINUTES.format(since.atZone(zone));
    return Problem.error(
        ConfigPath.action(action), "has been failing since " + time + ": " + reason, "");
  }

  /**
   * Returns what is sent through the others: that it fails and what waits for it, or that it works
   * again.
   */
  Notification notification(Plan plan, Change change, List<String> waiting, Instant now) {
    String incident = "action-" + first + "-" + since.toEpochMilli();
    boolean ended = change == Change.RECOVERED;
    return new Notification(
        ended ? incident + "-" + now.toEpochMilli() : incident,
        incident,
        plan.config().name(),
        new Subject(action, "action", null, null),
        change,
        new Timing(now, since, Duration.between(since, now), plan.config().zone()),
        new Finding(ended ? null : reason, null, waiting, MemberChanges.NONE, List.of()),
        false);
  }
}
