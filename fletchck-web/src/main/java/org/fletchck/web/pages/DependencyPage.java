package org.fletchck.web.pages;

import java.util.List;
import org.fletchck.Site;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.Uplink;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.layout.Links;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;

/** The page of dependencies and sequences. */
public final class DependencyPage {

  private final Site site;
  private final Templates templates;
  private final RecentChanges day;

  DependencyPage(Site site, Templates templates, RecentChanges day) {
    this.site = site;
    this.templates = templates;
    this.day = day;
  }

  /** Shows the dependencies as a drawing and as a list. */
  Response show(Request request) {
    Overview overview = Overview.of(site, day.seen());
    Graph graph = Graph.of(overview);
    Markup rows = new Markup();
    Uplink uplink = overview.graph().uplink();
    int alone = 0;
    for (CheckView check : overview.checks().values()) {
      String name = check.name();
      if (isAlone(overview.graph(), name)) {
        boolean shares = uplink.isList() && uplink.checks().contains(name);
        alone += shares || !uplink.sharedBy(name).isEmpty() ? 0 : 1;
      } else {
        row(rows, overview.graph(), check, request.base());
      }
    }
    List<String> cycles =
        overview.graph().cycles().stream().map(cycle -> String.join(" → ", cycle)).toList();
    Model model =
        new Model(
            GraphDrawing.of(graph, request.base()),
            rows,
            uplink(uplink, request.base()),
            alone,
            cycles);
    Page page = Page.of(request, site, "Dependencies", "dependencies");
    return templates.page("dependencies", page, model);
  }

  private static boolean isAlone(DependencyGraph graph, String check) {
    return graph.dependencies(check).isEmpty()
        && graph.members(check).isEmpty()
        && graph.dependents(check).isEmpty()
        && graph.holders(check).isEmpty();
  }

  private static void row(Markup rows, DependencyGraph graph, CheckView check, String base) {
    String name = check.name();
    rows.add("<tr><th>");
    links(rows, List.of(name), base);
    rows.add("<td><b class=").add(check.sign().css()).add(">").add(check.sign().word());
    rows.add("</b><td data-label=\"Depends on\">");
    links(rows, graph.dependencies(name), base);
    rows.add("<td data-label=Members>");
    links(rows, graph.members(name), base);
    rows.add("<td class=num data-label=Dependents>");
    int behind = graph.dependents(name).isEmpty() ? 0 : graph.allDependents(name).size();
    rows.add(behind == 0 ? "" : String.valueOf(behind)).add("</tr>\n");
  }

  /** Describes an uplink of several checks; a single one is listed like any other dependency. */
  private static Markup uplink(Uplink uplink, String base) {
    Markup text = new Markup();
    if (uplink.isList() && !uplink.dependents().isEmpty()) {
      int needing = uplink.dependents().size();
      text.add(needing == 1 ? "1 check needs" : needing + " checks need").add(" the uplink. ");
      text.text("For it to be up, " + UplinkText.rule(uplink) + ": ");
      links(text, uplink.checks(), base);
      text.add(".");
    }
    return text;
  }

  private static void links(Markup rows, List<String> checks, String base) {
    String between = "";
    for (String check : checks) {
      rows.add(between).add("<a href=\"").text(Links.check(base, check)).add("\">");
      rows.text(check).add("</a>");
      between = ", ";
    }
  }

  /**
   * What the page shows.
   *
   * @param rows one per check, with the number of its direct and indirect dependents
   * @param uplink describes an uplink of several checks and how many need it; otherwise empty
   * @param alone the number of checks without dependencies and dependents
   * @param cycles each with the names along it
   */
  public record Model(Markup drawing, Markup rows, Markup uplink, int alone, List<String> cycles) {}
}
