package org.fletchck.web.forms;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.Fingerprints;
import org.fletchck.config.PathSegment;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.layout.Menu;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;

/** What all pages of this package share. */
record EditContext(
    Site site,
    SiteEditor editor,
    Templates views,
    FormSaver saver,
    BackgroundTasks background,
    Fingerprints marks) {

  static EditContext of(Site site, SiteEditor editor, Templates templates) {
    return new EditContext(
        site,
        editor,
        templates,
        new FormSaver(site, editor),
        new BackgroundTasks(),
        new Fingerprints());
  }

  /** Renders a template in this package's folder. */
  Response page(Request request, Menu tab, String title, PageTemplate shown) {
    Page page = Page.of(request, site, title, tab.tab());
    return views.page("forms/" + shown.template(), page, shown.model());
  }

  /**
   * What to render.
   *
   * @param template the name of the template
   * @param model the parameter of the template
   */
  record PageTemplate(String template, Object model) {}

  /** Renders the page that shows an outcome. */
  Response outcome(Request request, Menu tab, RunOutcome outcome) {
    return page(request, tab, outcome.headline(), new PageTemplate("outcome", outcome));
  }

  /** Renders the page that says why nothing was changed. */
  Response refused(Request request, Menu tab, Attempt attempt, String back) {
    List<String> lines = attempt.problems().stream().map(Problem::toString).toList();
    return outcome(request, tab, new RunOutcome(false, "Nothing was changed", lines, back))
        .withStatus(attempt.status());
  }

  /** Returns why the caller can't change anything; empty if they can. */
  String readOnly(Request request) {
    if (!request.caller().may().includes(Access.WRITE)) {
      return "you have read access only";
    }
    return editor.readOnly().orElse("");
  }

  /** Redirects the browser. */
  Response to(Request request, String path) {
    return Response.seeOther(request.base() + path);
  }

  /** Returns a log line: who did what to what. */
  static String note(Request request, String did, String what) {
    return (request.caller().name() + " " + did + " " + what)
        .codePoints()
        .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
        .collect(Collectors.joining());
  }

  static String path(String folder, String name) {
    return "/" + folder + "/" + PathSegment.encode(name);
  }

  /** Returns the name in the path, which must be one of the given names. */
  static String known(Request request, Set<String> names, String kind) {
    String name = request.segment("name");
    if (!names.contains(name)) {
      throw RefusedRequest.notFound(kind + " \"" + name + '"');
    }
    return name;
  }

  /** Returns the name in the path, which must exist, or be valid if it was just deleted. */
  static String usable(Request request, Set<String> names, String kind) {
    String name = request.segment("name");
    if (!names.contains(name) && !NameChoices.isFree(name, names)) {
      throw RefusedRequest.notFound(kind + " \"" + name + '"');
    }
    return name;
  }
}
