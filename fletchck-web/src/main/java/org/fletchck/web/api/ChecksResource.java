package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.DependencyGraph;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Options;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The checks and their states. */
record ChecksResource(Site site) {

  List<Operation> operations() {
    return List.of(
        Operation.get("/checks", "Lists checks in the order of the file.", "CheckList", this::list)
            .query("status", "string", "Only checks with these statuses, separated by commas")
            .query("type", "string", "Only checks of these types, separated by commas")
            .query("q", "string", "Only checks whose name contains this, ignoring case")
            .query("after", "string", "Only checks after this name: next of the previous page")
            .query("limit", "integer", "The maximum number, from 1 to 1000; 100 by default")
            .refuses(400),
        Operation.get("/checks/{name}", "Returns a check with its whole state.", "Check", this::one)
            .refuses(404),
        Operation.get(
                "/checks/{name}/explain",
                "Returns the last decisions in words, oldest first: why somebody was notified or"
                    + " not.",
                "Decisions",
                this::explain)
            .refuses(404));
  }

  private Response list(Request request) {
    QueryParameters query = new QueryParameters(request);
    int limit = query.limit();
    String part = request.query("q").orElse("").toLowerCase(Locale.ROOT);
    List<String> statuses = query.words("status");
    List<String> types = query.words("type");
    Map<String, CheckState> states = site.states();
    List<Object> page = new ArrayList<>();
    String last = null;
    String next = null;
    for (CheckConfig check : after(request.query("after").orElse(""))) {
      CheckState state = states.getOrDefault(check.name(), CheckState.UNKNOWN);
      boolean wanted =
          (statuses.isEmpty() || statuses.contains(String.valueOf(StateJson.word(state.status()))))
              && (types.isEmpty() || types.contains(check.type().toLowerCase(Locale.ROOT)))
              && check.name().toLowerCase(Locale.ROOT).contains(part);
      if (wanted && page.size() == limit) {
        next = last;
        break;
      }
      if (wanted) {
        page.add(row(check, state));
        last = check.name();
      }
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("checks", page);
    values.put("next", next);
    return JsonBodies.answer(values);
  }

  private List<CheckConfig> after(String name) {
    List<CheckConfig> all = List.copyOf(site.config().checks().values());
    if (name.isEmpty()) {
      return all;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(name)) {
        return all.subList(i + 1, all.size());
      }
    }
    throw QueryParameters.wrong("after", "there is no longer a check of this name");
  }

  private Map<String, @Nullable Object> row(CheckConfig check, CheckState state) {
    StateJson written = new StateJson(site.config().zone());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", check.name());
    values.put("type", check.typeText());
    values.put("status", StateJson.word(state.status()));
    values.put("misconfigured", site.isMisconfigured(check.name()));
    values.put("level", state.lastRun().level());
    values.put("reason", state.lastRun().reason());
    values.put("blockedBy", state.blockedBy());
    values.put("trustFailure", state.trustFailure());
    values.put("lastCheck", written.time(state.times().check()));
    values.put("lastPass", written.time(state.times().pass()));
    values.put("lastFail", written.time(state.times().fail()));
    return values;
  }

  private Response one(Request request) {
    String name = request.segment("name");
    CheckConfig check = find(site, name);
    CheckState state = site.state(name).orElse(CheckState.UNKNOWN);
    DependencyGraph graph = DependencyGraph.of(site.config(), site.types());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("type", check.typeText());
    values.put("misconfigured", site.isMisconfigured(name));
    boolean hidden = SecretRedactor.holdsReference(check.raw().get(CheckKeys.NOTE.name()));
    values.put("note", hidden ? Options.MASK : check.note().orElse(null));
    values.put("depends", graph.dependencies(name));
    values.put("dependents", graph.dependents(name));
    values.put("uplink", graph.uplink().sharedBy(name));
    values.put("members", graph.members(name));
    values.put("holders", graph.holders(name));
    values.put("state", new StateJson(site.config().zone()).state(state));
    return JsonBodies.answer(values);
  }

  private Response explain(Request request) {
    String name = request.segment("name");
    find(site, name);
    return JsonBodies.answer(Map.of("decisions", site.explain(name)));
  }

  /**
   * Returns a check of the current configuration.
   *
   * @throws Refusal if there is no check of that name
   */
  static CheckConfig find(Site site, String name) {
    CheckConfig check = site.config().checks().get(name);
    if (check == null) {
      throw Refusal.notFound("check", name);
    }
    return check;
  }

  /** Does something with a check, which may be removed meanwhile. */
  static <T> T with(String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (NoSuchElementException gone) {
      throw Refusal.notFound("check", name);
    }
  }
}
