package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.ConfigPath;
import org.fletchck.config.SiteConfig;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.SendReport;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The actions and their condition. */
record ActionsResource(Site site) {

  private static final String ONE = "/actions/{name}";

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/actions", "Lists actions in the order of the file.", "ActionList", this::list),
        Operation.get(ONE, "Returns an action with its condition.", "Action", this::one)
            .refuses(404),
        Operation.change(
                "POST", ONE + "/test", "Sends a test message through an action now.", this::test)
            .answers(200, "SendReport")
            .refuses(400, 404, 422));
  }

  private Response list(Request request) {
    Map<String, Long> waiting =
        site.undelivered().stream()
            .collect(Collectors.groupingBy(OutboxEntry::action, Collectors.counting()));
    return JsonBodies.answer(
        Map.of(
            "actions",
            site.config().actions().values().stream().map(a -> row(a, waiting)).toList()));
  }

  private Response one(Request request) {
    ActionConfig action = find(site.config(), request.segment("name"));
    long waiting =
        site.undelivered().stream().filter(e -> e.action().equals(action.name())).count();
    return JsonBodies.answer(row(action, Map.of(action.name(), waiting)));
  }

  private Map<String, @Nullable Object> row(ActionConfig action, Map<String, Long> waiting) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", action.name());
    values.put("type", action.type());
    values.put("misconfigured", site.validation().isMisconfiguredAction(action.name()));
    values.put("undelivered", waiting.getOrDefault(action.name(), 0L));
    values.put(
        "checks",
        site.config().checks().values().stream()
            .filter(check -> check.actions().contains(action.name()))
            .map(CheckConfig::name)
            .toList());
    values.put("problems", ProblemDetails.about(ConfigPath.action(action.name()), site.problems()));
    return values;
  }

  private Response test(Request request) {
    String name = request.segment("name");
    new BodyFields(JsonBodies.body(request)).done();
    try {
      SendReport report = site.test(name);
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("outcome", StateJson.word(report.outcome()));
      values.put("reason", report.reason());
      values.put("log", report.log());
      return JsonBodies.answer(values);
    } catch (NoSuchElementException gone) {
      throw Refusal.notFound("action", name);
    }
  }

  private static ActionConfig find(SiteConfig config, String name) {
    ActionConfig action = config.actions().get(name);
    if (action == null) {
      throw Refusal.notFound("action", name);
    }
    return action;
  }
}
