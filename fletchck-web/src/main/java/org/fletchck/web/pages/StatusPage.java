package org.fletchck.web.pages;

import java.util.Locale;
import org.fletchck.Site;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;
import org.fletchck.web.pages.StatusBoard.Board;
import org.fletchck.web.pages.StatusBoard.Entry;

/** The public status page with its feed and badges, for the checks that the site publishes. */
final class StatusPage {

  private final Site site;
  private final Templates templates;
  private final StatusBoard boards;

  StatusPage(Site site, Templates templates) {
    this.site = site;
    this.templates = templates;
    this.boards = new StatusBoard(site);
    site.listen(boards);
  }

  void addTo(Routes routes) {
    routes
        .get("/status", Access.PUBLIC, this::show)
        .get("/status.rss", Access.PUBLIC, this::feed)
        .get("/badge/{name}/state.svg", Access.PUBLIC, this::state)
        .get("/badge/{name}/uptime.svg", Access.PUBLIC, this::uptime);
  }

  private Board board() {
    return boards.board().orElseThrow(() -> RefusedRequest.notFound("status page"));
  }

  private Response show(Request request) {
    Board board = board();
    Page page = Page.of(request, site.config().statusTitle(), board.headline(), "");
    return shortLived(templates.page("status", page, board));
  }

  private Response feed(Request request) {
    String here =
        site.config()
            .webUrl()
            .map(url -> url.replaceAll("/+$", ""))
            .orElseGet(() -> address(request) + request.base());
    String feed = StatusFeed.of(board(), site.config().statusTitle(), here);
    return shortLived(Response.of(200, "application/rss+xml; charset=utf-8", feed));
  }

  private static String address(Request request) {
    String host = request.header("Host").orElse("localhost");
    return (request.isSecure() ? "https://" : "http://") + host;
  }

  private Response state(Request request) {
    Entry entry = entry(request);
    String word = entry.word().toLowerCase(Locale.ROOT);
    return badge(Badge.of(entry.name(), word, word, entry.sign()));
  }

  private Response uptime(Request request) {
    Entry entry = entry(request);
    UptimeFigure figure = entry.uptimes().get(2);
    String spoken = figure.isKnown() ? figure.up() : figure.more();
    return badge(Badge.of(entry.name() + " 30 days", figure.up(), spoken, entry.sign()));
  }

  private Entry entry(Request request) {
    String name = request.segment("name");
    return board().entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> RefusedRequest.notFound("such badge"));
  }

  private static Response badge(Markup svg) {
    return shortLived(Response.of(200, "image/svg+xml", svg.toString()));
  }

  /** Lets clients cache a response, because other sites embed badges in their pages. */
  private static Response shortLived(Response response) {
    return response.with("Cache-Control", "public, max-age=30");
  }
}
