package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The notifications that wait to be sent, and those delivered or given up. */
record OutboxResource(Site site) {

  List<Operation> operations() {
    String limit = "The maximum number, from 1 to 1000; 100 by default";
    return List.of(
        Operation.get(
                "/outbox",
                "Returns notifications that have not been delivered yet, oldest first.",
                "Outbox",
                this::waiting)
            .query("limit", "integer", limit)
            .refuses(400),
        Operation.get(
                "/settled",
                "Returns notifications that were delivered or given up, newest first.",
                "Settled",
                this::settled)
            .query("limit", "integer", limit)
            .refuses(400));
  }

  private Response waiting(Request request) {
    StateJson written = new StateJson(site.config().zone());
    List<OutboxEntry> all = site.undelivered();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("total", all.size());
    values.put(
        "entries",
        all.stream().limit(new QueryParameters(request).limit()).map(written::entry).toList());
    return JsonBodies.answer(values);
  }

  private Response settled(Request request) {
    List<SettledEntry> last = site.history().settled(new QueryParameters(request).limit());
    return JsonBodies.answer(Map.of("entries", last.stream().map(this::values).toList()));
  }

  private Map<String, @Nullable Object> values(SettledEntry settled) {
    StateJson written = new StateJson(site.config().zone());
    OutboxEntry entry = settled.entry();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("id", entry.id());
    values.put("action", entry.action());
    values.put("title", entry.notification().headline());
    values.put("created", written.time(entry.created()));
    values.put("failedAttempts", entry.failedAttempts());
    values.put("end", StateJson.word(settled.end()));
    values.put("ended", written.time(settled.at()));
    values.put("reason", settled.reason());
    return values;
  }
}
