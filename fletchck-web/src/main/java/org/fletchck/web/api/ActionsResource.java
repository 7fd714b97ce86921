package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.OutboxEntry;
import org.fletchck.SendReport;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Where;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The actions: how they do, and how they stand in the file. */
record ActionsResource(Site site, Edits edits, Entries entries, EntityTags tags) {

  private static final String ONE = "/actions/{name}";
  private static final String CONFIG = ONE + "/config";

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/actions", "Lists actions in the order of the file.", "ActionList", this::list),
        Operation.change("POST", "/actions", "Makes an action.", this::create)
            .takes("NewEntry")
            .answers(201, "Changed")
            .refuses(400, 403, 409, 422),
        Operation.get(ONE, "Returns an action and how it does.", "Action", this::one).refuses(404),
        Operation.get(
                CONFIG,
                "Returns an action as it stands in the file, without secrets, and its ETag.",
                "ActionConfig",
                this::show)
            .refuses(404),
        Operation.change(
                "PUT",
                CONFIG,
                "Replaces an action. What is ******** stays as it is.",
                this::replace)
            .header(EntityTags.HEADER, "ETag of what is to be replaced, or * for whatever it is")
            .takes("ActionConfig")
            .refuses(400, 403, 404, 409, 412, 422, 428),
        Operation.change("DELETE", ONE, "Deletes an action.", this::delete)
            .header(EntityTags.HEADER, "ETag of what is to be deleted; may be left out")
            .query("references", "string", "leave, if what names it may stay, as an error")
            .refuses(400, 403, 404, 409, 412, 422),
        Operation.change(
                "POST",
                ONE + "/rename",
                "Gives an action another name; what names it follows.",
                this::rename)
            .takes("NewName")
            .refuses(400, 403, 404, 409, 422),
        Operation.change("POST", ONE + "/test", "Sends a test through an action now.", this::test)
            .answers(200, "SendReport")
            .refuses(400, 404, 422));
  }

  private Response list(Request request) {
    Map<String, Long> waiting =
        site.undelivered().stream()
            .collect(Collectors.groupingBy(OutboxEntry::action, Collectors.counting()));
    return Json.answer(
        Map.of(
            "actions",
            site.config().actions().values().stream().map(a -> row(a, waiting)).toList()));
  }

  private Response one(Request request) {
    ActionConfig action = find(site.config(), request.segment("name"));
    long waiting =
        site.undelivered().stream().filter(e -> e.action().equals(action.name())).count();
    return Json.answer(row(action, Map.of(action.name(), waiting)));
  }

  private Map<String, @Nullable Object> row(ActionConfig action, Map<String, Long> waiting) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", action.name());
    values.put("type", action.type());
    values.put("inert", site.isInertAction(action.name()));
    values.put("undelivered", waiting.getOrDefault(action.name(), 0L));
    values.put(
        "checks",
        site.config().checks().values().stream()
            .filter(check -> check.actions().contains(action.name()))
            .map(CheckConfig::name)
            .toList());
    values.put("problems", about(action.name(), site.problems()));
    return values;
  }

  private static List<Map<String, String>> about(String action, List<Problem> problems) {
    String path = Where.action(action);
    return ProblemDetails.list(
        problems.stream()
            .filter(p -> p.path().equals(path) || p.path().startsWith(path + "."))
            .toList());
  }

  private Response show(Request request) {
    String name = request.segment("name");
    Map<String, Object> raw = find(site.config(), name).raw();
    return Json.answer(entries.showAction(name, raw)).with("ETag", tags.of(raw));
  }

  private Response create(Request request) {
    Fields fields = new Fields(Json.body(request));
    String name = fields.newName().orElse("");
    Map<String, @Nullable Object> sent = fields.object("config").orElse(Map.of());
    fields.done();
    List<Problem> problems =
        edits.make(
            request,
            "made action " + name,
            before -> {
              if (before.actions().containsKey(name)) {
                throw new Refusal(409, "there is an action named " + name + " already");
              }
              return put(before, name, sent, Map.of());
            });
    return changed(name, problems).withStatus(201);
  }

  private Response replace(Request request) {
    String name = request.segment("name");
    Map<String, @Nullable Object> sent = Json.body(request);
    List<Problem> problems =
        edits.make(
            request,
            "replaced action " + name,
            before -> {
              Map<String, Object> raw = find(before, name).raw();
              tags.require(request, raw);
              return put(before, name, sent, raw);
            });
    return changed(name, problems).with("ETag", tags.of(find(site.config(), name).raw()));
  }

  private Edits.Edited put(
      SiteConfig before,
      String name,
      Map<String, @Nullable Object> sent,
      Map<String, Object> present) {
    Entries.Taken taken = entries.takeAction(name, sent, present);
    try {
      return new Edits.Edited(before.withAction(ActionConfig.of(name, taken.raw())), taken.given());
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(Where.action(name), String.valueOf(e.getMessage()));
    }
  }

  private Response delete(Request request) {
    String name = request.segment("name");
    String what = "deleted action " + name;
    return changed(
        name,
        CheckConfigResource.leavesReferences(request)
            ? edits.makeAnyway(request, what, before -> without(request, before, name))
            : edits.make(
                request,
                what,
                before -> new Edits.Edited(without(request, before, name), Set.of())));
  }

  private SiteConfig without(Request request, SiteConfig before, String name) {
    tags.checkIfGiven(request, find(before, name).raw());
    return before.withoutAction(name);
  }

  private Response rename(Request request) {
    String name = request.segment("name");
    find(site.config(), name);
    Fields fields = new Fields(Json.body(request));
    String to = fields.newName().orElse("");
    fields.done();
    try {
      return changed(to, edits.renameAction(request, name, to));
    } catch (IllegalArgumentException e) {
      throw new Refusal(409, String.valueOf(e.getMessage()));
    }
  }

  private Response test(Request request) {
    String name = request.segment("name");
    new Fields(Json.body(request)).done();
    try {
      SendReport report = site.test(name);
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("outcome", Written.word(report.outcome()));
      values.put("reason", report.reason());
      values.put("log", report.log());
      return Json.answer(values);
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

  private static Response changed(String name, List<Problem> problems) {
    return CheckConfigResource.changed(name, Where.action(name), problems);
  }
}
