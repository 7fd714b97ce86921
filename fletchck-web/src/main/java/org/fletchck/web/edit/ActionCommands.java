package org.fletchck.web.edit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.fletchck.SendReport;
import org.fletchck.config.EditRules;
import org.fletchck.web.edit.Kit.Shown;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Menu;

/** What can be done to an action by one button. */
final class ActionCommands {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LIST = "/actions";

  private final Kit kit;

  ActionCommands(Kit kit) {
    this.kit = kit;
  }

  void addTo(Routes routes) {
    String action = "/actions/{name}/";
    routes
        .post(action + "test", Access.WRITE, this::test)
        .get(action + "rename", Access.WRITE, r -> ask(r, name(r), ""))
        .post(action + "rename", Access.WRITE, this::rename)
        .get(action + "delete", Access.WRITE, this::askToDelete)
        .post(action + "delete", Access.WRITE, this::delete);
  }

  private Response test(Request request) throws InterruptedException, ExecutionException {
    String name = name(request);
    Outcome outcome =
        kit.background()
            .within(PATIENCE, () -> kit.site().test(name))
            .map(report -> outcome(name, report))
            .orElse(
                new Outcome(
                    false,
                    "The test of " + name + " goes on",
                    List.of("It takes long; what came of it won't be shown."),
                    LIST));
    return kit.outcome(request, Menu.ACTIONS, outcome);
  }

  private static Outcome outcome(String name, SendReport report) {
    List<String> lines = new ArrayList<>();
    if (!report.reason().isEmpty()) {
      lines.add(report.reason());
    }
    lines.addAll(report.log());
    String word = report.outcome().name().toLowerCase(Locale.ROOT);
    return new Outcome(
        report.delivered(), "Test message through " + name + ": " + word, lines, LIST);
  }

  private Response rename(Request request) {
    String name = name(request);
    Typed typed = Typed.in(request);
    if (!typed.has("to")) {
      return ask(request, name, "");
    }
    String to = typed.text("to").orElse("").strip();
    Attempt attempt =
        kit.saver()
            .special(
                Kit.note(request, "renamed action", name + " to " + to),
                () -> kit.editor().renameAction(name, EditRules.name(to)));
    return attempt.saved()
        ? kit.to(request, LIST)
        : ask(request, to, attempt.problems().get(0).message()).withStatus(attempt.status());
  }

  private Response ask(Request request, String suggested, String problem) {
    String name = name(request);
    NameQuestion question =
        new NameQuestion(
            Kit.path("actions", name), "rename", suggested, problem, kit.readOnly(request));
    return kit.page(request, Menu.ACTIONS, "Rename " + name, new Shown("name", question));
  }

  private Response askToDelete(Request request) {
    String name = name(request);
    Deletion deletion =
        new Deletion(
            Kit.path("actions", name),
            "what it has not delivered yet",
            new Mentions(kit.site().config(), kit.site().types(), name).ofAction(),
            kit.readOnly(request));
    return kit.page(request, Menu.ACTIONS, "Delete " + name + "?", new Shown("delete", deletion));
  }

  private Response delete(Request request) {
    String name = name(request);
    if (!Typed.in(request).has("confirm")) {
      return askToDelete(request);
    }
    Attempt attempt =
        kit.saver()
            .change(
                Kit.note(request, "deleted action", name),
                site -> new Mentions(site, kit.site().types(), name).withoutAction());
    return attempt.saved()
        ? kit.to(request, LIST)
        : kit.refused(request, Menu.ACTIONS, attempt, LIST);
  }

  private String name(Request request) {
    return Kit.known(request, kit.site().config().actions().keySet(), "action");
  }
}
