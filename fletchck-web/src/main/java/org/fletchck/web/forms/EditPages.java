package org.fletchck.web.forms;

import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;

/** The pages on which a site is changed, made for {@link #addTo(Routes)}. */
public final class EditPages {

  private final EditContext kit;
  private final PasswordCheck passwords;

  /**
   * Makes them.
   *
   * @param editor what every change goes through
   * @param passwords finds out who changes a password
   */
  public EditPages(Site site, SiteEditor editor, Templates views, PasswordCheck passwords) {
    this.kit = EditContext.of(site, editor, views);
    this.passwords = passwords;
  }

  /** Adds the routes of all of them. */
  public void addTo(Routes routes) {
    new CheckPages(kit).addTo(routes);
    new CheckCommands(kit).addTo(routes);
    new ActionPages(kit).addTo(routes);
    new ActionCommands(kit).addTo(routes);
    new SitePage(kit).addTo(routes);
    new UsersPage(kit, passwords).addTo(routes);
  }
}
