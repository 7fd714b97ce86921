package org.fletchck.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of a server. */
public final class Routes {

  private final List<RoutePattern> known = new ArrayList<>();

  /** A route and the parts of its pattern. */
  private record RoutePattern(Route route, List<String> parts) {}

  /** Adds a page or file that changes nothing. */
  public Routes get(String pattern, Access access, Handler handler) {
    return add("GET", pattern, access, handler);
  }

  /** Adds a target for forms. */
  public Routes post(String pattern, Access access, Handler handler) {
    return add("POST", pattern, access, handler);
  }

  /** Adds a route; the first that matches is used. */
  public Routes add(String method, String pattern, Access access, Handler handler) {
    known.add(
        new RoutePattern(new Route(method, pattern, access, handler), Route.segments(pattern)));
    return this;
  }

  /** Returns all routes, for tests and documents that walk them. */
  public List<Route> all() {
    return known.stream().map(RoutePattern::route).toList();
  }

  /**
   * A route that matches a request.
   *
   * @param route the route
   * @param segments the decoded segments by their names in braces
   */
  public record Match(Route route, Map<String, String> segments) {}

  /**
   * Finds the route of a request.
   *
   * @throws RefusedRequest with 404, or with 405 where another method would work
   */
  public Match find(Request request) {
    boolean isKnown = false;
    List<String> path = request.segments();
    for (RoutePattern each : known) {
      Route route = each.route();
      Optional<Map<String, String>> segments = Route.match(each.parts(), path);
      if (segments.isPresent()) {
        isKnown = true;
        if (route.method().equals(request.isHead() ? "GET" : request.method())) {
          return new Match(route, segments.get());
        }
      }
    }
    throw isKnown
        ? new RefusedRequest(405, request.method() + " isn't allowed here")
        : RefusedRequest.notFound("such page");
  }

  /** Answers a request without checking the caller's access: for tests. */
  public Response handle(Request request) throws Exception {
    Match match = find(request);
    return match.route().handler().handle(request.matched(match.segments()));
  }
}
