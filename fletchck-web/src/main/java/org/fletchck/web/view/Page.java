package org.fletchck.web.view;

import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;

/**
 * What the frame of a page needs.
 *
 * @param site the name of the site
 * @param title what this page is about, for the title and the heading
 * @param tab the entry of the menu that it belongs to, such as {@code checks}
 * @param base what stands before every path in links
 * @param caller who looks at it
 */
public record Page(String site, String title, String tab, String base, Caller caller) {

  /** Makes one for the answer to a request. */
  public static Page of(Request request, String site, String title, String tab) {
    return new Page(site, title, tab, request.base(), request.caller());
  }
}
