package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.pages.ActivityLog;
import org.jspecify.annotations.Nullable;

/** What the site did recently. */
record LogResource(Site site, ActivityLog log) {

  List<Operation> operations() {
    return List.of(
        Operation.get(
                "/log",
                "Returns what the site did, newest first: the last 1,000 lines since the start.",
                "Log",
                this::show)
            .query("limit", "integer", "The maximum number, from 1 to 1000; 100 by default")
            .refuses(400),
        Operation.change("DELETE", "/log", "Clears the log.", this::clear).answers(200, "Log"));
  }

  private Response show(Request request) {
    return answer(log.lines().stream().limit(new QueryParameters(request).limit()).toList());
  }

  private Response clear(Request request) {
    log.clear();
    return answer(List.of());
  }

  private Response answer(List<ActivityLog.Line> lines) {
    StateJson written = new StateJson(site.config().zone());
    return JsonBodies.answer(Map.of("lines", lines.stream().map(l -> line(l, written)).toList()));
  }

  private static Map<String, @Nullable Object> line(ActivityLog.Line line, StateJson written) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("at", written.time(line.at()));
    values.put("kind", StateJson.word(line.kind()));
    values.put("subject", line.check());
    values.put("text", line.text());
    return values;
  }
}
