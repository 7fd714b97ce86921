package org.fletchck.web.edit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.fletchck.RunReport;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.EditRules;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.edit.Kit.Shown;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Menu;

/** What can be done to a check by one button. */
final class CheckCommands {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What belongs to one check alone, and would be wrong in a copy. */
  private static final List<String> OWN =
      List.of("data", CheckKeys.WAS.name(), CheckKeys.PUBLISH.name(), CheckKeys.REMOTE_ID.name());

  private final Kit kit;

  CheckCommands(Kit kit) {
    this.kit = kit;
  }

  void addTo(Routes routes) {
    String check = "/checks/{name}/";
    routes
        .post(check + "run", Access.WRITE, this::run)
        .post(check + "accept-key", Access.WRITE, this::acceptKey)
        .post(check + "pause", Access.WRITE, this::pause)
        .post(check + "unpause", Access.WRITE, this::unpause)
        .get(check + "rename", Access.WRITE, r -> ask(r, "rename", name(r), ""))
        .post(check + "rename", Access.WRITE, this::rename)
        .get(check + "clone", Access.WRITE, r -> ask(r, "clone", copyOf(name(r)), ""))
        .post(check + "clone", Access.WRITE, this::copy)
        .get(check + "delete", Access.WRITE, this::askToDelete)
        .post(check + "delete", Access.WRITE, this::delete);
  }

  private Response run(Request request) throws InterruptedException, ExecutionException {
    String name = name(request);
    return outcome(request, name, () -> kit.site().run(name));
  }

  private Response acceptKey(Request request) throws InterruptedException, ExecutionException {
    String name = name(request);
    return outcome(request, name, () -> kit.site().relearn(name));
  }

  private Response outcome(Request request, String name, Callable<RunReport> run)
      throws InterruptedException, ExecutionException {
    String back = Kit.path("checks", name);
    Outcome outcome =
        kit.background()
            .within(PATIENCE, run)
            .map(report -> RunText.of(report, back))
            .orElse(
                new Outcome(
                    true,
                    name + " still runs",
                    List.of("It takes long; its page shows the outcome when it is there."),
                    back));
    return kit.outcome(request, Menu.CHECKS, outcome);
  }

  private Response pause(Request request) {
    String name = name(request);
    String until = Typed.in(request).word("until").orElse("");
    Attempt attempt =
        kit.saver()
            .change(
                Kit.note(request, "paused check", name),
                site -> {
                  CheckConfig check = present(site, name);
                  Instant now = kit.site().clock().instant();
                  Object value = PauseText.read(until, now, check.zone(site.zone()));
                  return site.withCheck(check.with(CheckKeys.PAUSED.name(), value));
                });
    return done(request, attempt, name, name);
  }

  private Response unpause(Request request) {
    String name = name(request);
    Attempt attempt =
        kit.saver()
            .change(
                Kit.note(request, "ended the pause of check", name),
                site -> site.withCheck(present(site, name).with(CheckKeys.PAUSED.name(), null)));
    return done(request, attempt, name, name);
  }

  private Response rename(Request request) {
    String name = name(request);
    Typed typed = Typed.in(request);
    if (!typed.has("to")) {
      return ask(request, "rename", name, "");
    }
    String to = typed.text("to").orElse("").strip();
    Attempt attempt =
        kit.saver()
            .special(
                Kit.note(request, "renamed check", name + " to " + to),
                () -> kit.editor().renameCheck(name, EditRules.name(to)));
    return attempt.saved()
        ? kit.to(request, Kit.path("checks", to))
        : ask(request, "rename", to, attempt.problems().get(0).message())
            .withStatus(attempt.status());
  }

  private Response copy(Request request) {
    String name = name(request);
    Typed typed = Typed.in(request);
    String to = typed.text("to").orElse(copyOf(name)).strip();
    Attempt attempt =
        kit.saver()
            .change(
                Kit.note(request, "copied check", name + " to " + to),
                site -> {
                  if (site.checks().containsKey(EditRules.name(to))) {
                    throw new IllegalArgumentException("there is a check of this name already");
                  }
                  CheckConfig copy = CheckConfig.of(to, present(site, name).raw());
                  for (String key : OWN) {
                    copy = copy.with(key, null);
                  }
                  return site.withCheck(copy);
                });
    return attempt.saved()
        ? kit.to(request, Kit.path("checks", to) + "/edit")
        : ask(request, "clone", to, String.valueOf(attempt.problems().get(0)))
            .withStatus(attempt.status());
  }

  private String copyOf(String name) {
    Set<String> names = kit.site().config().checks().keySet();
    String copy = name + " copy";
    for (int i = 2; names.contains(copy); i++) {
      copy = name + " copy " + i;
    }
    return copy;
  }

  private Response ask(Request request, String command, String suggested, String problem) {
    String name = name(request);
    NameQuestion question =
        new NameQuestion(
            Kit.path("checks", name), command, suggested, problem, kit.readOnly(request));
    String title = (command.equals("rename") ? "Rename " : "Clone ") + name;
    return kit.page(request, Menu.CHECKS, title, new Shown("name", question));
  }

  private Response askToDelete(Request request) {
    String name = name(request);
    SiteConfig site = kit.site().config();
    Deletion deletion =
        new Deletion(
            Kit.path("checks", name),
            "its state and its history",
            new Mentions(site, kit.site().types(), name).ofCheck(),
            kit.readOnly(request));
    return kit.page(request, Menu.CHECKS, "Delete " + name + "?", new Shown("delete", deletion));
  }

  private Response delete(Request request) {
    String name = name(request);
    if (!Typed.in(request).has("confirm")) {
      return askToDelete(request);
    }
    Attempt attempt =
        kit.saver()
            .change(
                Kit.note(request, "deleted check", name),
                site -> new Mentions(site, kit.site().types(), name).withoutCheck());
    return attempt.saved()
        ? kit.to(request, "/")
        : kit.refused(request, Menu.CHECKS, attempt, Kit.path("checks", name));
  }

  private Response done(Request request, Attempt attempt, String name, String to) {
    return attempt.saved()
        ? kit.to(request, Kit.path("checks", to))
        : kit.refused(request, Menu.CHECKS, attempt, Kit.path("checks", name));
  }

  private String name(Request request) {
    return Kit.known(request, kit.site().config().checks().keySet(), "check");
  }

  private static CheckConfig present(SiteConfig site, String name) {
    CheckConfig check = site.checks().get(name);
    if (check == null) {
      throw new IllegalArgumentException("somebody has removed check " + name + " meanwhile");
    }
    return check;
  }
}
