package org.fletchck.web.pages;

import java.time.Duration;
import org.fletchck.Site;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.StaticFiles;
import org.fletchck.web.layout.Templates;

/** The pages that show a running site. */
public final class Pages {

  private final Dashboard dashboard;
  private final CheckPage check;
  private final DependencyPage dependencies;
  private final LogPage log;
  private final StatusPage status;
  private final LiveUpdates live = new LiveUpdates();
  private final Icon icon;

  /**
   * Creates the pages of a site and starts listening to it.
   *
   * @param lines the log that the log page shows
   */
  public Pages(Site site, Templates templates, ActivityLog lines) {
    RecentChanges day = new RecentChanges(site, Duration.ofDays(1));
    site.listen(day);
    site.listen(live);
    dashboard = new Dashboard(site, templates, day);
    check = new CheckPage(site, templates, day);
    dependencies = new DependencyPage(site, templates, day);
    log = new LogPage(site, templates, lines);
    status = new StatusPage(site, templates);
    icon = new Icon(site);
  }

  /** Adds the routes of the pages. */
  public void addTo(Routes routes) {
    new StaticFiles().addTo(routes);
    routes
        .get("/", Access.READ, dashboard::show)
        .get("/checks/{name}", Access.READ, check::show)
        .get("/dependencies", Access.READ, dependencies::show)
        .get("/log", Access.READ, log::show)
        .post("/log/clear", Access.WRITE, log::clear)
        .get("/events", Access.READ, live::events)
        .get("/icon.svg", Access.PUBLIC, icon::show);
    status.addTo(routes);
  }
}
