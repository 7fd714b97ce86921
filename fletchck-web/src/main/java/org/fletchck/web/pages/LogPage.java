package org.fletchck.web.pages;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;
import org.fletchck.web.layout.TimeFormat;
import org.fletchck.web.pages.ActivityLog.Line;

/** The page of the log. */
public final class LogPage {

  private final Site site;
  private final Templates templates;
  private final ActivityLog log;

  LogPage(Site site, Templates templates, ActivityLog log) {
    this.site = site;
    this.templates = templates;
    this.log = log;
  }

  /** Shows the lines, or only those that contain {@code q}, ignoring case. */
  Response show(Request request) {
    String query = request.query("q").orElse("");
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    List<Line> lines = log.lines();
    List<Line> found = lines.stream().filter(line -> matches(line, wanted)).toList();
    Set<String> checks = site.config().checks().keySet();
    Model model = new Model(TimeFormat.of(site), query, lines.size(), found, checks);
    return templates.page("log", Page.of(request, site, "Log", "log"), model);
  }

  private static boolean matches(Line line, String wanted) {
    String all = line.kind().word() + " " + line.check() + " " + line.text();
    return all.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** Clears the log. */
  Response clear(Request request) {
    log.clear();
    return Response.seeOther(request.base() + "/log");
  }

  /**
   * What the page shows.
   *
   * @param all the number of lines in the log
   * @param checks the names of the checks that have a page
   */
  public record Model(
      TimeFormat times, String query, int all, List<Line> lines, Set<String> checks) {}
}
