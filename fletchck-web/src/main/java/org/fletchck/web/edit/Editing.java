package org.fletchck.web.edit;

import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.web.auth.Sessions;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Views;

/** The pages on which a site is changed, made for {@link #addTo(Routes)}. */
public final class Editing {

  private final Kit kit;
  private final Sessions sessions;

  /**
   * Makes them.
   *
   * @param editor what every change goes through
   * @param sessions those of a user end when the password changes
   */
  public Editing(Site site, SiteEditor editor, Views views, Sessions sessions) {
    this.kit = Kit.of(site, editor, views);
    this.sessions = sessions;
  }

  /** Adds the routes of all of them. */
  public void addTo(Routes routes) {
    new CheckPages(kit).addTo(routes);
    new CheckCommands(kit).addTo(routes);
    new ActionPages(kit).addTo(routes);
    new ActionCommands(kit).addTo(routes);
    new SitePage(kit).addTo(routes);
    new UsersPage(kit, sessions).addTo(routes);
  }
}
