package org.fletchck.web.forms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.state.SendReport;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The commands for an action: rename, delete and test. */
final class ActionCommands extends EntryCommands {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LIST = "/actions";

  ActionCommands(EditContext context) {
    super(context, EntryKind.ACTION, Menu.ACTIONS);
  }

  @Override
  String shownAt(String name) {
    return LIST;
  }

  @Override
  String goesWithIt() {
    return "its undelivered messages";
  }

  @Override
  List<String> places(NameReferences references) {
    return references.ofAction();
  }

  @Override
  SiteConfig without(NameReferences references) {
    return references.withoutAction();
  }

  @Override
  void rename(String from, String to) throws SiteFileException {
    context.editor().renameAction(from, to);
  }

  @Override
  void addTo(Routes routes) {
    super.addTo(routes);
    routes.post(LIST + "/{name}/test", Access.WRITE, this::test);
  }

  private Response test(Request request) throws InterruptedException, ExecutionException {
    String name = name(request);
    RunOutcome outcome =
        context
            .background()
            .within(PATIENCE, () -> context.site().test(name))
            .map(report -> outcome(name, report))
            .orElse(
                new RunOutcome(
                    false,
                    "The test of " + name + " is still running",
                    List.of("It takes long; its outcome won't be shown."),
                    LIST));
    return context.outcome(request, Menu.ACTIONS, outcome);
  }

  private static RunOutcome outcome(String name, SendReport report) {
    List<String> lines = new ArrayList<>();
    if (!report.reason().isEmpty()) {
      lines.add(report.reason());
    }
    lines.addAll(report.log());
    String word = report.outcome().name().toLowerCase(Locale.ROOT);
    return new RunOutcome(
        report.delivered(), "Test message through " + name + ": " + word, lines, LIST);
  }
}
