package org.fletchck.web.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.fletchck.config.SiteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the network and the handlers: identifies callers, refuses what they may not do,
 * and turns failures into responses. Safe for use by several threads.
 */
public final class Guard {

  /** The header in which a script, or a program with a session, sends the CSRF token. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  /** The form field with that token. */
  public static final String CSRF_FIELD = "csrf";

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String HEALTH = "/healthz";

  private final Routes routes;
  private final Callers callers;
  private final Supplier<GuardRules> rules;
  private final ErrorPage errorPage;

  /**
   * Creates a guard.
   *
   * @param rules called for each request
   */
  public Guard(Routes routes, Callers callers, Supplier<GuardRules> rules, ErrorPage errorPage) {
    this.routes = routes;
    this.callers = callers;
    this.rules = rules;
    this.errorPage = errorPage;
  }

  /** Answers a request as it came in; never throws. */
  public Response answer(Request sent) {
    GuardRules now = rules.get();
    Request request = now.proxies().clientOf(sent).below(now.base());
    Response response;
    try {
      refuseStrangers(sent, request, now);
      request = request.by(callers.of(request));
      response = admitted(request, now);
    } catch (RefusedRequest e) {
      response = error(request, e.status(), String.valueOf(e.getMessage()));
    } catch (Throwable e) { // whatever it is, the caller gets a response and the log has it
      LOG.error("{} {} failed", request.method(), request.path(), e);
      response = error(request, 500, explained(e, request.caller(), now));
    }
    return SecurityHeaders.added(request, response);
  }

  private static void refuseStrangers(Request sent, Request request, GuardRules now) {
    if (now.onlyProxies()
        && !now.proxies().areTrustedAt(sent.address())
        && !ClientAddresses.isLoopback(sent.address())) {
      throw new RefusedRequest(
          403, "this port is unencrypted and only for the proxy in front of it");
    }
    boolean isUnnamed = sent.header("Host").isEmpty();
    if (isUnnamed && sent.isOld() && request.path().equals(HEALTH)) {
      return; // load balancers do so; a browser, which could be lured here, always sends Host
    }
    if (isUnnamed) {
      throw new RefusedRequest(400, "the request has no Host header");
    }
    if (!now.hosts().areMeantBy(sent)) {
      throw new RefusedRequest(
          421, "this site isn't known by that name; its administrator can add it to webui.url");
    }
  }

  private Response admitted(Request request, GuardRules now) throws Exception {
    Routes.Match match = routes.find(request);
    Route route = match.route();
    Caller caller = request.caller();
    boolean guarded = request.isUnsafe() || route.access() != Access.PUBLIC;
    if (guarded && !now.hosts().areOriginOf(request)) {
      throw new RefusedRequest(403, "the request comes from a page of another site");
    }
    if (!caller.may().includes(route.access())) {
      return refused(request);
    }
    if (request.isUnsafe() && route.access() != Access.PUBLIC && !hasToken(request)) {
      throw new RefusedRequest(403, "the page is out of date; reload it, then try again");
    }
    Response response = route.handler().handle(request.matched(match.segments()));
    return response.whileAllowed(() -> callers.of(request).may().includes(route.access()));
  }

  private Response refused(Request request) {
    if (request.caller().isKnown()) {
      throw new RefusedRequest(403, "this token is read-only");
    }
    if (isFromProgram(request)) {
      return error(request, 401, "a token is required: Authorization: Bearer TOKEN")
          .with("WWW-Authenticate", "Bearer");
    }
    String next =
        request.isUnsafe()
            ? ""
            : "?next=" + URLEncoder.encode(request.target(), StandardCharsets.UTF_8);
    return Response.seeOther(request.base() + "/login" + next);
  }

  private static boolean hasToken(Request request) {
    String wanted = request.caller().csrf();
    String found = request.header(CSRF_HEADER).or(() -> request.form(CSRF_FIELD)).orElse("");
    return MessageDigest.isEqual(bytes(wanted), bytes(found)) || wanted.isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isFromProgram(Request request) {
    return Route.isApi(request.path()) || request.hasBearer();
  }

  private Response error(Request request, int status, String message) {
    if (!isFromProgram(request)) {
      return errorPage.of(request, status, message).withStatus(status);
    }
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("status", status);
    problem.put("detail", message);
    return Response.of(status, "application/problem+json", SiteFile.format(problem));
  }

  private static String explained(Throwable e, Caller caller, GuardRules now) {
    if (!now.debug() || !caller.isKnown()) {
      return "an internal error occurred; fletchck's log has the details";
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
