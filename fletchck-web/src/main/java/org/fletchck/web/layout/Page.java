package org.fletchck.web.layout;

import org.fletchck.Site;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the layout of a page needs.
 *
 * @param site the name of the site
 * @param title the title and heading of the page
 * @param tab the menu entry that the page belongs to, such as {@code checks}
 * @param base the prefix of every path in links
 * @param caller who requested the page
 * @param times the site's time zone and current time, from which a script updates relative times;
 *     null if the page has none
 */
public record Page(
    String site, String title, String tab, String base, Caller caller, @Nullable TimeFormat times) {

  /** Creates the page for a request. */
  public static Page of(Request request, Site site, String title, String tab) {
    return new Page(
        site.config().name(), title, tab, request.base(), request.caller(), TimeFormat.of(site));
  }

  /** Creates a page without times, for a given site name. */
  public static Page of(Request request, String site, String title, String tab) {
    return new Page(site, title, tab, request.base(), request.caller(), null);
  }
}
