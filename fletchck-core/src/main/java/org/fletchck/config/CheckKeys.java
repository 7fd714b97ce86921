package org.fletchck.config;

import java.time.Duration;
import java.util.List;
import org.fletchck.schedule.ZoneNames;
import org.fletchck.spi.Option;

/** The keys of a check, each declared once; {@link CheckConfig} reads them. */
public final class CheckKeys {

  /** Key: the type. */
  public static final Option<String> TYPE = Option.text("type", "Type of the check").required();

  /** Key: the type at the sender. */
  public static final Option<String> SUB_TYPE =
      Option.text("subType", "Type of the check that a remote check shows");

  /** Key: the number of failing runs after which it fails. */
  public static final Option<Integer> THRESHOLD =
      Option.integer("threshold", "Failing runs after which the check fails")
          .between(1, 1_000)
          .orElse(1);

  /** Key: the runs among which failing ones are counted. */
  public static final Option<Integer> WINDOW =
      Option.integer("window", "Number of most recent runs among which failing ones are counted")
          .between(1, 1_000)
          .describeDefault("the threshold: failing runs in a row");

  /** Key: the number of passing runs after which it passes again. */
  public static final Option<Integer> RECOVERY =
      Option.integer("recovery", "Passing runs in a row after which a failing check passes")
          .between(1, 1_000)
          .orElse(1);

  /** Key: the number of attempts within one run. */
  public static final Option<Integer> RETRIES =
      Option.integer("retries", "Attempts within one run").between(1, 100).orElse(1);

  /** Key: whether failing is notified. */
  public static final Option<Boolean> FAIL_ACTION =
      Option.flag("failAction", "Notify when the check begins to fail").orElse(true);

  /** Key: whether passing again is notified. */
  public static final Option<Boolean> PASS_ACTION =
      Option.flag("passAction", "Notify when the check passes again").orElse(true);

  /** Key: the time between reminders of an ongoing failure. */
  public static final Option<Duration> REMINDER =
      Option.seconds("reminder", "Seconds after which an ongoing failure is notified again");

  /** Key: the actions that notify somebody. */
  public static final Option<List<String>> ACTIONS =
      Option.list("actions", "Names of the actions that notify somebody").orElse(List.of());

  /** Key: the checks it depends on. */
  public static final Option<List<String>> DEPENDS =
      Option.checks("depends", "Names of the checks without which this one can't be judged")
          .orElse(List.of());

  /** Key: the priority among the members of a sequence. */
  public static final Option<Integer> PRIORITY =
      Option.integer("priority", "Place in a sequence: lower numbers run first").orElse(0);

  /** Key: whether it is paused. */
  public static final Option<String> PAUSED =
      Option.text("paused", "True to pause the check, or the time until which it is paused")
          .check(PauseSetting::of)
          .orElse("false");

  /** Key: the topic for its state. */
  public static final Option<String> PUBLISH =
      Option.text("publish", "MQTT topic to which the state is sent after each run");

  /** Key: the name in reports. */
  public static final Option<String> REMOTE_ID =
      Option.text("remoteId", "Name under which reports of a remote check arrive");

  /** Key: text for notifications. */
  public static final Option<String> NOTE =
      Option.text("note", "Text shown in notifications, such as what to do").multiline();

  /** Key: the name before a rename in the file. */
  public static final Option<String> WAS =
      Option.text("was", "Former name of this check, so that its state is kept");

  /** All keys except the objects, in display order. */
  public static final List<Option<?>> ALL =
      List.of(
          TYPE,
          SUB_TYPE,
          THRESHOLD,
          WINDOW,
          RECOVERY,
          RETRIES,
          FAIL_ACTION,
          PASS_ACTION,
          REMINDER,
          ACTIONS,
          DEPENDS,
          PRIORITY,
          PAUSED,
          PUBLISH,
          REMOTE_ID,
          NOTE,
          WAS);

  /** The keys of a check whose values are objects. */
  public static final List<String> OBJECTS = List.of("trigger", "options", "data");

  /** Option of a check of any type: its zone. */
  public static final Option<String> TIMEZONE =
      Option.text("timezone", "Time zone of its schedule and notifications, such as Europe/Berlin")
          .check(ZoneNames::of)
          .describeDefault("the site's");

  /** Options that checks of all types have in addition to those of the type. */
  public static final List<Option<?>> COMMON_OPTIONS = List.of(TIMEZONE);

  private CheckKeys() {}
}
