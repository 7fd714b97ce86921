package org.fletchck.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.fletchck.Site;
import org.fletchck.state.History;
import org.fletchck.state.Uptime;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The history of checks. */
record HistoryResource(Site site) {

  private static final int MOST_SLOTS = 2_000;
  private static final Duration SHORTEST_STEP = Duration.ofMinutes(1);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration A_MONTH = Duration.ofDays(30);

  List<Operation> operations() {
    return List.of(
        ranged(
            Operation.get(
                "/checks/{name}/uptime",
                "Returns how long a check was up and down, in the last 30 days by default.",
                "Uptime",
                this::uptime)),
        ranged(
            Operation.get(
                    "/checks/{name}/series",
                    "Returns figures of its runs, in the last day by default.",
                    "Series",
                    this::series)
                .query("step", "integer", "Seconds of a slot at least, from 60; 300 by default")),
        limited(
            Operation.get(
                "/checks/{name}/incidents",
                "Returns the last failures of a check, newest first.",
                "Incidents",
                this::incidents)),
        limited(
            Operation.get(
                "/checks/{name}/runs",
                "Returns the last runs of a check, newest first.",
                "Runs",
                this::runs)),
        limited(
                ranged(
                    Operation.get(
                        "/incidents",
                        "Returns failures of all checks, in the last 30 days by default, newest"
                            + " first.",
                        "Incidents",
                        this::all)))
            .refuses(400));
  }

  private static Operation ranged(Operation operation) {
    return operation
        .query("from", "date-time", "Beginning, with an offset")
        .query("to", "date-time", "End, with an offset; now by default")
        .refuses(400, 404);
  }

  private static Operation limited(Operation operation) {
    return operation
        .query("limit", "integer", "The maximum number, from 1 to 1000; 100 by default")
        .refuses(400, 404);
  }

  private Response uptime(Request request) {
    QueryParameters.Range range = new QueryParameters(request).range(now(), A_MONTH);
    Uptime uptime = site.history().uptime(id(request), range.from(), range.to());
    OptionalDouble ratio = uptime.ratio();
    Map<String, @Nullable Object> values = from(range);
    values.put("up", ratio.isPresent() ? ratio.getAsDouble() : null);
    values.put("upSeconds", StateJson.seconds(uptime.up()));
    values.put("downSeconds", StateJson.seconds(uptime.down()));
    values.put("unknownSeconds", StateJson.seconds(uptime.unknown()));
    return JsonBodies.answer(values);
  }

  private Response series(Request request) {
    QueryParameters query = new QueryParameters(request);
    QueryParameters.Range range = query.range(now(), A_DAY);
    int least = (int) SHORTEST_STEP.toSeconds();
    Duration step = Duration.ofSeconds(query.whole("step", 300, least, Integer.MAX_VALUE));
    if (Duration.between(range.from(), range.to()).dividedBy(step) > MOST_SLOTS) {
      throw QueryParameters.wrong("step", "would make more than " + MOST_SLOTS + " slots");
    }
    Map<String, @Nullable Object> values = from(range);
    values.put(
        "slots",
        site.history().series(id(request), range.from(), range.to(), step).stream()
            .map(this::slot)
            .toList());
    return JsonBodies.answer(values);
  }

  private Map<String, @Nullable Object> slot(History.Slot slot) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("at", written().time(slot.at()));
    values.put("runs", slot.runs());
    values.put("failures", slot.failures());
    values.put("unreachable", slot.unreachable());
    History.DurationFigures took = slot.took();
    values.put("tookSeconds", took == null ? null : took(took));
    return values;
  }

  private static Map<String, @Nullable Object> took(History.DurationFigures took) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("least", StateJson.seconds(took.least()));
    values.put("mean", StateJson.seconds(took.mean()));
    values.put("most", StateJson.seconds(took.most()));
    values.put("p50", StateJson.seconds(took.p50()));
    values.put("p95", StateJson.seconds(took.p95()));
    return values;
  }

  private Response incidents(Request request) {
    return incidents(site.history().incidents(id(request), new QueryParameters(request).limit()));
  }

  private Response all(Request request) {
    QueryParameters query = new QueryParameters(request);
    QueryParameters.Range range = query.range(now(), A_MONTH);
    return incidents(site.history().incidents(range.from(), range.to(), query.limit()));
  }

  private Response incidents(List<History.Incident> incidents) {
    Map<String, String> names = new TreeMap<>();
    site.config().checks().keySet().forEach(n -> site.id(n).ifPresent(id -> names.put(id, n)));
    return JsonBodies.answer(
        Map.of("incidents", incidents.stream().map(i -> incident(i, names)).toList()));
  }

  private Map<String, @Nullable Object> incident(
      History.Incident incident, Map<String, String> names) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("check", names.get(incident.check()));
    values.put("from", written().time(incident.from()));
    values.put("to", written().time(incident.to()));
    values.put("reason", incident.reason());
    values.put("members", incident.members());
    values.put("notified", incident.notified());
    values.put("reasons", incident.reasons().stream().map(this::reason).toList());
    return values;
  }

  private Map<String, @Nullable Object> reason(History.Reason reason) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("at", written().time(reason.at()));
    values.put("reason", reason.text());
    return values;
  }

  private Response runs(Request request) {
    List<Map<String, @Nullable Object>> runs =
        site.history().runs(id(request), new QueryParameters(request).limit()).stream()
            .map(this::run)
            .toList();
    return JsonBodies.answer(Map.of("runs", runs));
  }

  private Map<String, @Nullable Object> run(History.Run run) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("at", written().time(run.at()));
    values.put("verdict", StateJson.word(run.verdict()));
    values.put("tookSeconds", StateJson.seconds(run.took()));
    values.put("level", run.level());
    values.put("decision", run.decision());
    return values;
  }

  private Map<String, @Nullable Object> from(QueryParameters.Range range) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("from", written().time(range.from()));
    values.put("to", written().time(range.to()));
    return values;
  }

  private String id(Request request) {
    String name = request.segment("name");
    return site.id(name).orElseThrow(() -> Refusal.notFound("check", name));
  }

  private Instant now() {
    return site.clock().instant();
  }

  private StateJson written() {
    return new StateJson(site.config().zone());
  }
}
