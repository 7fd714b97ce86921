package org.fletchck.web.forms;

import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;

/** The pages on which a site is changed, made for {@link #addTo(Routes)}. */
public final class EditPages {

  private final EditContext context;
  private final PasswordCheck passwords;

  /**
   * Makes them.
   *
   * @param editor what every change goes through
   * @param passwords finds out who changes a password
   */
  public EditPages(Site site, SiteEditor editor, Templates templates, PasswordCheck passwords) {
    this.context = EditContext.of(site, editor, templates);
    this.passwords = passwords;
  }

  /** Adds the routes of all of them. */
  public void addTo(Routes routes) {
    new CheckPages(context).addTo(routes);
    new CheckCommands(context).addTo(routes);
    new ActionPages(context).addTo(routes);
    new ActionCommands(context).addTo(routes);
    new SitePage(context).addTo(routes);
    new UsersPage(context, passwords).addTo(routes);
  }
}
