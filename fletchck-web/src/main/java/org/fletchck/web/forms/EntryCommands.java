package org.fletchck.web.forms;

import java.util.List;
import java.util.Set;
import org.fletchck.config.EditRules;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.fletchck.web.forms.EditContext.PageTemplate;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The commands that checks and actions have in common: rename and delete. */
abstract class EntryCommands {

  final EditContext context;
  private final EntryKind kind;
  private final Menu menu;

  EntryCommands(EditContext context, EntryKind kind, Menu menu) {
    this.context = context;
    this.kind = kind;
    this.menu = menu;
  }

  /** Returns the path of the page that shows an entry, relative to the base. */
  abstract String shownAt(String name);

  /** Returns what is deleted along with an entry. */
  abstract String goesWithIt();

  /** Returns where a name is used, in words. */
  abstract List<String> places(NameReferences references);

  /** Returns the site without an entry and without the references to it. */
  abstract SiteConfig without(NameReferences references);

  abstract void rename(String from, String to) throws SiteFileException;

  void addTo(Routes routes) {
    String one = "/" + kind.key() + "/{name}/";
    routes
        .get(one + "rename", Access.WRITE, r -> askForName(r, name(r), ""))
        .post(one + "rename", Access.WRITE, this::rename)
        .get(one + "delete", Access.WRITE, this::askToDelete)
        .post(one + "delete", Access.WRITE, this::delete);
  }

  /** Returns the name in the path. */
  final String name(Request request) {
    return EditContext.known(request, kind.names(context.site().config()), kind.word());
  }

  private Response rename(Request request) {
    String name = name(request);
    FormInput formInput = FormInput.in(request);
    if (!formInput.has("to")) {
      return askForName(request, name, "");
    }
    String to = formInput.text("to").orElse("").strip();
    Attempt attempt =
        context
            .saver()
            .special(
                EditContext.note(request, "renamed " + kind.word(), name + " to " + to),
                () -> rename(name, EditRules.name(to)));
    return attempt.saved()
        ? context.to(request, shownAt(to))
        : askForName(request, to, attempt.problems().get(0).message()).withStatus(attempt.status());
  }

  private Response askForName(Request request, String suggested, String problem) {
    return ask(request, "rename", suggested, problem, List.of());
  }

  /** Asks for a name, and whether to clone these members too. */
  final Response ask(
      Request request, String command, String suggested, String problem, List<String> members) {
    String name = name(request);
    NameQuestion question =
        new NameQuestion(
            EditContext.path(kind.key(), name),
            shownAt(name),
            command,
            suggested,
            problem,
            members,
            context.readOnly(request));
    String title = (command.equals("rename") ? "Rename " : "Clone ") + name;
    return context.page(request, menu, title, new PageTemplate("name", question));
  }

  private Response askToDelete(Request request) {
    String name = name(request);
    SiteConfig site = context.site().config();
    NameReferences references = mentions(site, name);
    List<Problem> obstacles =
        EditRules.refusals(site, without(references), context.site().types(), Set.of());
    Deletion deletion =
        new Deletion(
            EditContext.path(kind.key(), name),
            shownAt(name),
            goesWithIt(),
            places(references),
            obstacles.stream().map(Problem::toString).toList(),
            context.readOnly(request));
    return context.page(
        request, menu, "Delete " + name + "?", new PageTemplate("delete", deletion));
  }

  private Response delete(Request request) {
    String name = name(request);
    if (!FormInput.in(request).has("confirm")) {
      return askToDelete(request);
    }
    Attempt attempt =
        context
            .saver()
            .change(
                EditContext.note(request, "deleted " + kind.word(), name),
                site -> without(mentions(site, name)));
    return attempt.saved()
        ? context.to(request, menu.path())
        : context.refused(request, menu, attempt, shownAt(name));
  }

  private NameReferences mentions(SiteConfig site, String name) {
    return new NameReferences(site, context.site().types(), name);
  }
}
