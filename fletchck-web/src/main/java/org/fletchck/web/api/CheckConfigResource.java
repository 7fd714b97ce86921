package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Where;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** Checks as they stand in the file. */
record CheckConfigResource(Site site, Edits edits, Entries entries, EntityTags tags) {

  private static final String ONE = "/checks/{name}";
  private static final String CONFIG = ONE + "/config";

  List<Operation> operations() {
    return List.of(
        Operation.change("POST", "/checks", "Makes a check.", this::create)
            .takes("NewEntry")
            .answers(201, "Changed")
            .refuses(400, 403, 409, 422),
        Operation.get(
                CONFIG,
                "Returns a check as it stands in the file, without secrets, and its ETag.",
                "CheckConfig",
                this::show)
            .refuses(404),
        Operation.change(
                "PUT",
                CONFIG,
                "Replaces a check. What is ******** stays as it is; the trigger may be a text.",
                this::replace)
            .header(EntityTags.HEADER, "ETag of what is to be replaced, or * for whatever it is")
            .takes("CheckConfig")
            .refuses(400, 403, 404, 409, 412, 422, 428),
        Operation.change(
                "DELETE", ONE, "Deletes a check, with its state and history.", this::delete)
            .header(EntityTags.HEADER, "ETag of what is to be deleted; may be left out")
            .query("references", "string", "leave, if what names it may stay, as an error")
            .refuses(400, 403, 404, 409, 412, 422),
        Operation.change(
                "POST",
                ONE + "/rename",
                "Gives a check another name; what names it follows, and what is known stays.",
                this::rename)
            .takes("NewName")
            .refuses(400, 403, 404, 409, 422));
  }

  private Response show(Request request) {
    String name = request.segment("name");
    Map<String, Object> raw = ChecksResource.find(site, name).raw();
    return Json.answer(entries.showCheck(name, raw)).with("ETag", tags.of(raw));
  }

  private Response create(Request request) {
    Fields fields = new Fields(Json.body(request));
    String name = fields.newName().orElse("");
    Map<String, @Nullable Object> sent = fields.object("config").orElse(Map.of());
    fields.done();
    List<Problem> problems =
        edits.make(
            request,
            "made check " + name,
            before -> {
              if (before.checks().containsKey(name)) {
                throw new Refusal(409, "there is a check named " + name + " already");
              }
              return put(before, name, sent, Map.of());
            });
    return changed(name, problems).withStatus(201);
  }

  private Response replace(Request request) {
    String name = request.segment("name");
    Map<String, @Nullable Object> sent = Json.body(request);
    ChecksResource.find(site, name);
    List<Problem> problems =
        edits.make(
            request,
            "replaced check " + name,
            before -> {
              Map<String, Object> raw = find(before, name).raw();
              tags.require(request, raw);
              return put(before, name, sent, raw);
            });
    return changed(name, problems).with("ETag", tags.of(ChecksResource.find(site, name).raw()));
  }

  private Edits.Edited put(
      SiteConfig before,
      String name,
      Map<String, @Nullable Object> sent,
      Map<String, Object> present) {
    Entries.Taken taken = entries.takeCheck(name, sent, present);
    try {
      return new Edits.Edited(before.withCheck(CheckConfig.of(name, taken.raw())), taken.given());
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(Where.check(name), String.valueOf(e.getMessage()));
    }
  }

  private Response delete(Request request) {
    String name = request.segment("name");
    boolean leave = leavesReferences(request);
    ChecksResource.find(site, name);
    String what = "deleted check " + name;
    List<Problem> problems =
        leave
            ? edits.makeAnyway(request, what, before -> without(request, before, name))
            : edits.make(
                request,
                what,
                before -> new Edits.Edited(without(request, before, name), Set.of()));
    return changed(name, problems);
  }

  static boolean leavesReferences(Request request) {
    Optional<String> references = request.query("references");
    if (references.isPresent() && !references.get().equals("leave")) {
      throw Query.wrong("references", "expected leave, or nothing");
    }
    return references.isPresent();
  }

  private SiteConfig without(Request request, SiteConfig before, String name) {
    tags.checkIfGiven(request, find(before, name).raw());
    return before.withoutCheck(name);
  }

  private Response rename(Request request) {
    String name = request.segment("name");
    ChecksResource.find(site, name);
    Fields fields = new Fields(Json.body(request));
    String to = fields.newName().orElse("");
    fields.done();
    try {
      return changed(to, edits.renameCheck(request, name, to));
    } catch (IllegalArgumentException e) {
      throw new Refusal(409, String.valueOf(e.getMessage()));
    }
  }

  private static CheckConfig find(SiteConfig config, String name) {
    CheckConfig check = config.checks().get(name);
    if (check == null) {
      throw Refusal.notFound("check", name);
    }
    return check;
  }

  private static Response changed(String name, List<Problem> problems) {
    return changed(name, Where.check(name), problems);
  }

  /** Answers with what is wrong with an entry that was changed. */
  static Response changed(String name, String path, List<Problem> problems) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put(
        "problems",
        ProblemDetails.list(
            problems.stream()
                .filter(p -> p.path().equals(path) || p.path().startsWith(path + "."))
                .toList()));
    return Json.answer(values);
  }
}
