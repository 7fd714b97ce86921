package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The site at a glance. */
record SiteResource(Site site, SiteEditor editor) {

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/site", "Returns the site at a glance, and its own problems.", "Site", this::glance),
        Operation.get(
            "/site/problems",
            "Returns the problems of the monitor itself: failing actions, a store that can't save,"
                + " and errors in the configuration.",
            "Problems",
            this::problems));
  }

  private Response glance(Request request) {
    StateJson written = new StateJson(site.config().zone());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", site.config().name());
    values.put("url", site.config().webUrl().orElse(null));
    values.put("zone", site.config().zone().getId());
    values.put("time", written.time(site.clock().instant()));
    values.put("readOnly", editor.readOnly().orElse(null));
    values.put("checks", site.config().checks().size());
    values.put("statuses", statuses());
    values.put(
        "misconfigured",
        site.config().checks().keySet().stream().filter(site::isMisconfigured).count());
    values.put("actions", site.config().actions().size());
    values.put("undelivered", site.undelivered().size());
    values.put("lagSeconds", StateJson.seconds(site.lag()));
    values.put("parts", parts());
    values.put("problems", ProblemDetails.list(site.problems()));
    return JsonBodies.answer(values);
  }

  private Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    site.components()
        .forEach(
            (name, part) -> parts.put(name, Map.of("works", part.works(), "text", part.text())));
    return parts;
  }

  private Map<String, Integer> statuses() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Status status : Status.values()) {
      counts.put(String.valueOf(StateJson.word(status)), 0);
    }
    for (CheckState state : site.states().values()) {
      counts.merge(String.valueOf(StateJson.word(state.status())), 1, Integer::sum);
    }
    return counts;
  }

  private Response problems(Request request) {
    return JsonBodies.answer(Map.of("problems", ProblemDetails.list(site.problems())));
  }
}
