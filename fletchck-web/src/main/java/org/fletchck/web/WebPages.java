package org.fletchck.web;

import java.util.function.Supplier;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.web.api.Api;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.AuthenticatedCallers;
import org.fletchck.web.auth.LoginLink;
import org.fletchck.web.auth.LoginPages;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.auth.Sessions;
import org.fletchck.web.forms.EditPages;
import org.fletchck.web.http.Guard;
import org.fletchck.web.http.GuardRules;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;
import org.fletchck.web.metrics.Metrics;
import org.fletchck.web.pages.ActivityLog;
import org.fletchck.web.pages.Pages;

/** All routes of a site, behind its guard. Lives as long as the site. */
final class WebPages {

  private final Site site;
  private final Templates templates = new Templates();
  private final Routes routes = new Routes();
  private final LoginLink link;
  private final Guard guard;

  /**
   * Creates the pages of a site.
   *
   * @param rules supplies the current rules
   */
  WebPages(Site site, SiteEditor editor, Supplier<GuardRules> rules) {
    this.site = site;
    Supplier<Accounts> accounts = new CachedAccounts(site);
    Sessions sessions = new Sessions(System::nanoTime, accounts);
    link = new LoginLink(System::nanoTime);
    PasswordCheck passwords = new PasswordCheck(System::nanoTime, accounts);
    ActivityLog log = ActivityLog.of(site);
    new LoginPages(site, editor, templates, sessions, link, passwords, System::nanoTime)
        .addTo(routes);
    new Pages(site, templates, log).addTo(routes);
    new EditPages(site, editor, templates, passwords).addTo(routes);
    new Api(site, editor, log, passwords).addTo(routes);
    new Metrics(site).addTo(routes);
    guard = new Guard(routes, new AuthenticatedCallers(accounts, sessions), rules, this::error);
  }

  /** Answers a request; never throws. */
  Response answer(Request request) {
    return guard.answer(request);
  }

  Routes routes() {
    return routes;
  }

  LoginLink link() {
    return link;
  }

  private Response error(Request request, int status, String message) {
    Page page = Page.of(request, site, "Error " + status, "");
    return templates.page("error", page, message);
  }
}
