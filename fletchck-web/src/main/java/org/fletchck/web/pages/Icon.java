package org.fletchck.web.pages;

import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.Site;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/**
 * The site's icon in the browser tab. It reflects the state of the site by its shape, not only by
 * its colour.
 */
final class Icon {

  private static final String PASS =
      "<path d=\"M9 17l5 5 10-11\" fill=\"none\" stroke=\"#fff\" stroke-width=\"4\"/>";
  private static final String FAIL =
      "<path d=\"M10 10l12 12M22 10L10 22\" stroke=\"#fff\" stroke-width=\"4\"/>";
  private static final String UNCLEAR =
      "<path d=\"M16 8v10M16 21v4\" stroke=\"#fff\" stroke-width=\"4\"/>";
  private static final String PLAIN =
      "<circle cx=\"16\" cy=\"16\" r=\"7\" fill=\"none\" stroke=\"#fff\" stroke-width=\"4\"/>";

  private final Site site;

  Icon(Site site) {
    this.site = site;
  }

  /** Returns the icon; callers who aren't logged in don't see the state. */
  Response show(Request request) {
    Set<Status> seen =
        site.states().values().stream().map(CheckState::status).collect(Collectors.toSet());
    String icon;
    if (!request.caller().isKnown()) {
      icon = icon("#0a58ca", PLAIN);
    } else if (seen.contains(Status.FAIL)) {
      icon = icon("#c4161c", FAIL);
    } else if (seen.contains(Status.UNREACHABLE)
        || site.problems().stream().anyMatch(Problem::isError)) {
      icon = icon("#9a6100", UNCLEAR);
    } else {
      icon = seen.contains(Status.PASS) ? icon("#1a7f37", PASS) : icon("#0a58ca", PLAIN);
    }
    return Response.of(200, "image/svg+xml", icon).with("Cache-Control", "no-cache");
  }

  private static String icon(String colour, String shape) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">"
        + "<circle cx=\"16\" cy=\"16\" r=\"16\" fill=\""
        + colour
        + "\"/>"
        + shape
        + "</svg>";
  }
}
