package org.fletchck.web.forms;

import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;

/** The pages that edit a site. */
public final class EditPages {

  private final EditContext context;
  private final PasswordCheck passwords;

  /**
   * Creates the pages.
   *
   * @param editor makes all changes
   * @param passwords confirms the password of a user who changes it
   */
  public EditPages(Site site, SiteEditor editor, Templates templates, PasswordCheck passwords) {
    this.context = EditContext.of(site, editor, templates);
    this.passwords = passwords;
  }

  /** Adds the routes of all pages. */
  public void addTo(Routes routes) {
    new CheckPages(context).addTo(routes);
    new CheckCommands(context).addTo(routes);
    new ActionPages(context).addTo(routes);
    new ActionCommands(context).addTo(routes);
    new SitePage(context).addTo(routes);
    new UsersPage(context, passwords).addTo(routes);
  }
}
