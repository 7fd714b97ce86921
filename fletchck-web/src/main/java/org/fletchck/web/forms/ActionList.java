package org.fletchck.web.forms;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.ConfigPath;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.Problem;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;

/**
 * The list of actions and their messages.
 *
 * @param actions the actions, one row each
 * @param waiting the undelivered messages, oldest first
 * @param settled the messages that were delivered or given up last, newest first
 * @param readOnly why nothing can be changed; empty if it can
 */
public record ActionList(
    List<Row> actions, List<Message> waiting, List<Message> settled, String readOnly) {

  private static final int MOST = 50;

  /**
   * An action.
   *
   * @param health the class of the status that shows its health
   * @param word its health in words
   * @param problems its problems
   * @param checks the number of checks that notify through it
   * @param waiting the number of undelivered messages
   */
  public record Row(
      String name,
      String type,
      String health,
      String word,
      List<ProblemView> problems,
      long checks,
      long waiting) {
    /** Returns the path of the action, relative to the base. */
    public String path() {
      return EditContext.path("actions", name);
    }
  }

  /**
   * A message that is waiting, was delivered or was given up.
   *
   * @param state its state in words
   */
  public record Message(String action, String headline, TimeView at, String state) {}

  static ActionList of(Site site, String readOnly) {
    SiteConfig config = site.config();
    Validation validation = site.validation();
    List<OutboxEntry> undelivered = site.undelivered();
    List<SettledEntry> settled = site.history().settled(MOST);
    Map<String, Long> users =
        config.checks().values().stream()
            .flatMap(check -> check.actions().stream().distinct())
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    List<Row> rows =
        config.actions().values().stream()
            .map(
                action ->
                    row(
                        site,
                        action,
                        validation,
                        users.getOrDefault(action.name(), 0L),
                        undelivered,
                        DeliveryHealth.of(action.name(), undelivered, settled)))
            .toList();
    ZoneId zone = config.zone();
    return new ActionList(
        rows,
        undelivered.stream().limit(MOST).map(entry -> waiting(entry, zone)).toList(),
        settled.stream().map(done -> settled(done, zone)).toList(),
        readOnly);
  }

  private static Row row(
      Site site,
      ActionConfig action,
      Validation validation,
      long checks,
      List<OutboxEntry> undelivered,
      DeliveryHealth sent) {
    String name = action.name();
    String path = ConfigPath.action(name);
    List<ProblemView> failing =
        site.problems().stream()
            .filter(problem -> problem.path().equals(path) && problem.isError())
            .filter(problem -> !validation.actionProblems(name).contains(problem))
            .map(ProblemView::here)
            .toList();
    List<ProblemView> wrong =
        validation.actionProblems(name).stream().map(ProblemView::elsewhere).toList();
    long waiting = undelivered.stream().filter(entry -> entry.action().equals(name)).count();
    boolean broken =
        !failing.isEmpty() || validation.actionProblems(name).stream().anyMatch(Problem::isError);
    boolean lacking =
        site.types()
            .action(action.type())
            .filter(type -> !action.options(type).missing().isEmpty())
            .isPresent();
    DeliveryHealth health =
        broken ? DeliveryHealth.BROKEN : lacking ? DeliveryHealth.LACKING : sent;
    return new Row(
        name,
        action.type(),
        health.css(),
        health.word(),
        Stream.concat(failing.stream(), wrong.stream()).toList(),
        checks,
        waiting);
  }

  private static Message waiting(OutboxEntry entry, ZoneId zone) {
    String state =
        entry.failedAttempts() == 0
            ? "waiting"
            : "attempts: %d; last error: %s"
                .formatted(entry.failedAttempts(), Optional.ofNullable(entry.reason()).orElse(""));
    return message(entry, entry.created(), zone, state);
  }

  private static Message settled(SettledEntry settled, ZoneId zone) {
    String end = settled.end().name().toLowerCase(Locale.ROOT);
    String state =
        settled.end() == End.DELIVERED
            ? end
            : end + ": " + Optional.ofNullable(settled.reason()).orElse("");
    return message(settled.entry(), settled.at(), zone, state);
  }

  private static Message message(OutboxEntry entry, Instant at, ZoneId zone, String state) {
    return new Message(
        entry.action(), entry.notification().headline(), TimeView.of(at.atZone(zone)), state);
  }
}
