package org.fletchck.web.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fletchck.Site;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.StatusSign;
import org.fletchck.web.layout.Templates;
import org.fletchck.web.layout.TimeFormat;
import org.fletchck.web.pages.Overview.RootCause;

/** The start page: what is wrong, and every check. */
public final class Dashboard {

  private static final int MOST_CAUSES = 30;

  private final Site site;
  private final Templates templates;
  private final RecentChanges day;
  private final CheckRows table = new CheckRows();

  Dashboard(Site site, Templates templates, RecentChanges day) {
    this.site = site;
    this.templates = templates;
    this.day = day;
  }

  /**
   * Shows the requested checks: {@code q} is the search text, {@code status} a {@link StatusSign}.
   */
  Response show(Request request) {
    Overview overview = Overview.of(site, day.seen());
    TimeFormat times = TimeFormat.of(site);
    String query = request.query("q").orElse("");
    Optional<StatusSign> sign = request.query("status").flatMap(Dashboard::sign);
    List<CheckView> matching =
        overview.checks().values().stream().filter(check -> check.matches(query)).toList();
    List<CheckView> wanted =
        matching.stream().filter(check -> sign.isEmpty() || sign.get() == check.sign()).toList();
    List<RootCause> causes = overview.causes();
    List<Problem> problems = site.problems();
    Markup rows = table.of(overview, overview.groups(wanted), times, request.base());
    Model model =
        new Model(
            times,
            MonitorProblems.of(problems, site.config(), request.base()),
            causes.subList(0, Math.min(MOST_CAUSES, causes.size())),
            DashboardFilter.of(query, sign, matching),
            overview.checks().size(),
            rows,
            !site.config().statusChecks().isEmpty());
    String title = headline(overview, problems);
    return templates.page("dashboard", Page.of(request, site, title, "checks"), model);
  }

  private static Optional<StatusSign> sign(String css) {
    return List.of(StatusSign.values()).stream()
        .filter(sign -> sign.css().equals(css.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Sums up the state of the site in a few words. */
  static String headline(Overview overview, List<Problem> problems) {
    int all = overview.checks().size();
    int failing = overview.count(StatusSign.FAIL);
    if (failing > 0) {
      return failing == 1 ? "1 check fails" : failing + " checks fail";
    }
    if (overview.count(StatusSign.UNREACHABLE) > 0) {
      return overview.count(StatusSign.UNREACHABLE) + " unreachable";
    }
    long errors = problems.stream().filter(Problem::isError).count();
    if (errors > 0) {
      return errors == 1 ? "1 problem" : errors + " problems";
    }
    if (all == 0) {
      return "No checks yet";
    }
    int passing = overview.count(StatusSign.PASS);
    if (passing < all) {
      return passing + " of " + all + " checks pass";
    }
    return all == 1 ? "The check passes" : "All " + all + " checks pass";
  }

  /**
   * What the page shows.
   *
   * @param troubles the monitor's own problems
   * @param causes the first root causes
   * @param filter the filter that was applied
   * @param all the number of checks
   * @param rows the checks that match the filter
   * @param isPublic whether there is a public status page
   */
  public record Model(
      TimeFormat times,
      MonitorProblems troubles,
      List<RootCause> causes,
      DashboardFilter filter,
      int all,
      Markup rows,
      boolean isPublic) {}
}
