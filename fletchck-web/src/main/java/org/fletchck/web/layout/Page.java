package org.fletchck.web.layout;

import org.fletchck.Site;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the frame of a page needs.
 *
 * @param site the name of the site
 * @param title what this page is about, for the title and the heading
 * @param tab the entry of the menu that it belongs to, such as {@code checks}
 * @param base what stands before every path in links
 * @param caller who looks at it
 * @param times the site's zone and its time, by which a script goes on; null if it has no such
 *     times
 */
public record Page(
    String site, String title, String tab, String base, Caller caller, @Nullable TimeFormat times) {

  /** Makes one for the answer to a request. */
  public static Page of(Request request, Site site, String title, String tab) {
    return new Page(
        site.config().name(), title, tab, request.base(), request.caller(), TimeFormat.of(site));
  }

  /** Makes one without times, or with another name than the site's. */
  public static Page of(Request request, String site, String title, String tab) {
    return new Page(site, title, tab, request.base(), request.caller(), null);
  }
}
