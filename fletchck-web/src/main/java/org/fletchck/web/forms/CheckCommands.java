package org.fletchck.web.forms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.EditRules;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.state.RunReport;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The commands for a check, such as run, pause, rename and clone. */
final class CheckCommands extends EntryCommands {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  CheckCommands(EditContext context) {
    super(context, EntryKind.CHECK, Menu.CHECKS);
  }

  @Override
  String shownAt(String name) {
    return EditContext.path("checks", name);
  }

  @Override
  String goesWithIt() {
    return "its state and history";
  }

  @Override
  List<String> places(NameReferences references) {
    return references.ofCheck();
  }

  @Override
  SiteConfig without(NameReferences references) {
    return references.withoutCheck();
  }

  @Override
  void rename(String from, String to) throws SiteFileException {
    context.editor().renameCheck(from, to);
  }

  @Override
  void addTo(Routes routes) {
    super.addTo(routes);
    String check = "/checks/{name}/";
    routes
        .post(check + "run", Access.WRITE, this::run)
        .post(check + "accept-key", Access.WRITE, this::acceptKey)
        .post(check + "pause", Access.WRITE, this::pause)
        .post(check + "unpause", Access.WRITE, this::unpause)
        .get(check + "clone", Access.WRITE, this::askForClone)
        .post(check + "clone", Access.WRITE, this::copy);
  }

  private Response run(Request request) throws InterruptedException, ExecutionException {
    String name = name(request);
    return outcome(request, name, () -> context.site().run(name));
  }

  private Response acceptKey(Request request) throws InterruptedException, ExecutionException {
    String name = name(request);
    return outcome(request, name, () -> context.site().acceptHostKey(name));
  }

  private Response outcome(Request request, String name, Callable<RunReport> run)
      throws InterruptedException, ExecutionException {
    String back = EditContext.path("checks", name);
    RunOutcome outcome =
        context
            .background()
            .within(PATIENCE, run)
            .map(report -> RunText.of(report, back))
            .orElse(
                new RunOutcome(
                    true,
                    name + " is still running",
                    List.of("It takes long; the page of the check will show the outcome."),
                    back));
    return context.outcome(request, Menu.CHECKS, outcome);
  }

  private Response pause(Request request) {
    String name = name(request);
    String until = FormInput.in(request).word("until").orElse("");
    Attempt attempt =
        context
            .saver()
            .change(
                EditContext.note(request, "paused check", name),
                site -> {
                  CheckConfig check = present(site, name);
                  Instant now = context.site().clock().instant();
                  Object value = PauseText.read(until, now, check.zone(site.zone()));
                  return site.withCheck(check.with(CheckKeys.PAUSED.name(), value));
                });
    return done(request, attempt, name);
  }

  private Response unpause(Request request) {
    String name = name(request);
    Attempt attempt =
        context
            .saver()
            .change(
                EditContext.note(request, "unpaused check", name),
                site ->
                    site.withCheck(
                        ClonePause.unmarked(
                            present(site, name).with(CheckKeys.PAUSED.name(), null))));
    return done(request, attempt, name);
  }

  private Response askForClone(Request request) {
    return askForClone(request, cloning(context.site().config(), name(request)).suggested(), "");
  }

  private Response askForClone(Request request, String suggested, String problem) {
    Cloning cloning = cloning(context.site().config(), name(request));
    List<String> members = cloning.members().stream().map(CheckConfig::name).toList();
    return ask(request, "clone", suggested, problem, members);
  }

  private Response copy(Request request) {
    String name = name(request);
    FormInput formInput = FormInput.in(request);
    String to =
        formInput.text("to").orElseGet(cloning(context.site().config(), name)::suggested).strip();
    Attempt attempt =
        context
            .saver()
            .change(
                EditContext.note(request, "cloned check", name + " to " + to),
                site -> {
                  if (site.checks().containsKey(EditRules.name(to))) {
                    throw new IllegalArgumentException("a check with this name already exists");
                  }
                  Cloning cloning = cloning(site, name);
                  return formInput.has("members") ? cloning.withMembersAs(to) : cloning.as(to);
                });
    return attempt.saved()
        ? context.to(request, EditContext.path("checks", to) + "/edit")
        : askForClone(request, to, String.valueOf(attempt.problems().get(0)))
            .withStatus(attempt.status());
  }

  private Cloning cloning(SiteConfig site, String name) {
    return new Cloning(site, context.site().types(), present(site, name));
  }

  private Response done(Request request, Attempt attempt, String name) {
    return attempt.saved()
        ? context.to(request, shownAt(name))
        : context.refused(request, Menu.CHECKS, attempt, shownAt(name));
  }

  private static CheckConfig present(SiteConfig site, String name) {
    CheckConfig check = site.checks().get(name);
    if (check == null) {
      throw new IllegalArgumentException("check " + name + " has been removed in the meantime");
    }
    return check;
  }
}
