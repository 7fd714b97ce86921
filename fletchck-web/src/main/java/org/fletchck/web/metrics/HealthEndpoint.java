package org.fletchck.web.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fletchck.Site;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/**
 * Reports whether the monitor itself is alive: its scheduler and its store. Misconfigured entries
 * and failing actions are listed, but the status stays 200, because restarting an unhealthy program
 * wouldn't help. Unknown callers learn how much is wrong, but not what.
 */
record HealthEndpoint(Site site) {

  private static final String TEXT = "text/plain; charset=utf-8";

  Response answer(Request request) {
    List<String> dead = site.health();
    List<String> lines = new ArrayList<>(dead.isEmpty() ? List.of("ok") : dead);
    count(
            "check",
            "can't run",
            site.config().checks().keySet().stream().filter(site::isMisconfigured))
        .ifPresent(lines::add);
    count(
            "action",
            "can't send",
            site.config().actions().keySet().stream()
                .filter(site.validation()::isMisconfiguredAction))
        .ifPresent(lines::add);
    if (request.caller().isKnown()) {
      site.problems().stream()
          .filter(Problem::isError)
          .map(HealthEndpoint::oneLine)
          .forEach(lines::add);
    }
    int status = dead.isEmpty() ? 200 : 503;
    return Response.of(status, TEXT, String.join("\n", lines) + "\n")
        .with("Cache-Control", "no-store");
  }

  private static Optional<String> count(String kind, String what, Stream<String> misconfigured) {
    long count = misconfigured.count();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "%d %s%s misconfigured and %s"
                .formatted(count, kind, count == 1 ? " is" : "s are", what));
  }

  private static String oneLine(Problem problem) {
    return problem.toString().replaceAll("\\p{Cntrl}+", " ");
  }
}
