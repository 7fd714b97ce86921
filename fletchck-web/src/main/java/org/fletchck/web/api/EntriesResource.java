package org.fletchck.web.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** Checks, or actions, as written in the file. */
record EntriesResource(
    EntryKind kind, Site site, ConfigurationEdits edits, EntryJson entries, EntityTags tags) {

  List<Operation> operations() {
    boolean checks = kind == EntryKind.CHECK;
    String a = checks ? "a check" : "an action";
    String schema = checks ? "CheckConfig" : "ActionConfig";
    String all = "/" + kind.key();
    String one = all + "/{name}";
    String config = one + "/config";
    return List.of(
        Operation.change("POST", all, "Adds " + a + ".", this::create)
            .takes("NewEntry")
            .answers(201, "Changed")
            .refuses(400, 403, 409, 422),
        Operation.get(
                config,
                "Returns " + a + " as written in the file, without secrets, and its ETag.",
                schema,
                this::show)
            .refuses(404),
        Operation.change(
                "PUT",
                config,
                "Replaces "
                    + a
                    + ". Values of ******** are kept as they are"
                    + (checks ? "; the trigger may be a string." : "."),
                this::replace)
            .header(EntityTags.HEADER, "ETag of the version to replace, or * for any")
            .takes(schema)
            .refuses(400, 403, 404, 409, 412, 422, 428),
        Operation.change(
                "DELETE",
                one,
                "Deletes " + a + (checks ? ", with its state and history." : "."),
                this::delete)
            .header(EntityTags.HEADER, "ETag of the version to delete; may be omitted")
            .query("references", "string", "leave, to keep references to it, which then are errors")
            .refuses(400, 403, 404, 409, 412, 422),
        Operation.change(
                "POST",
                one + "/rename",
                "Renames "
                    + a
                    + " and updates references to it"
                    + (checks ? "; its state and history are kept." : "."),
                this::rename)
            .takes("NewName")
            .refuses(400, 403, 404, 409, 422));
  }

  private Response show(Request request) {
    String name = request.segment("name");
    Map<String, Object> raw = find(site.config(), name);
    return JsonBodies.answer(entries.show(kind, name, raw)).with("ETag", tags.of(raw));
  }

  private Response create(Request request) {
    BodyFields fields = new BodyFields(JsonBodies.body(request));
    String name = fields.newName().orElse("");
    Map<String, @Nullable Object> sent = fields.object("config").orElse(Map.of());
    fields.done();
    List<Problem> problems =
        edits.make(
            request,
            "added " + kind.word() + " " + name,
            before -> {
              if (kind.raw(before, name).isPresent()) {
                throw Refusal.taken(kind.word(), name);
              }
              return put(before, name, sent, Map.of());
            });
    return changed(name, problems).withStatus(201);
  }

  private Response replace(Request request) {
    String name = request.segment("name");
    Map<String, @Nullable Object> sent = JsonBodies.body(request);
    find(site.config(), name);
    List<Problem> problems =
        edits.make(
            request,
            "replaced " + kind.word() + " " + name,
            before -> {
              Map<String, Object> raw = find(before, name);
              tags.require(request, raw);
              return put(before, name, sent, raw);
            });
    return changed(name, problems).with("ETag", tags.of(find(site.config(), name)));
  }

  private ConfigurationEdits.EditResult put(
      SiteConfig before,
      String name,
      Map<String, @Nullable Object> sent,
      Map<String, Object> present) {
    EntryJson.EntryFromJson taken = entries.take(kind, name, sent, present);
    try {
      return new ConfigurationEdits.EditResult(kind.put(before, name, taken.raw()), taken.given());
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(kind.path(name), String.valueOf(e.getMessage()));
    }
  }

  private Response delete(Request request) {
    String name = request.segment("name");
    boolean leave = leavesReferences(request);
    find(site.config(), name);
    String what = "deleted " + kind.word() + " " + name;
    List<Problem> problems =
        leave
            ? edits.makeAnyway(request, what, before -> without(request, before, name))
            : edits.make(
                request,
                what,
                before ->
                    new ConfigurationEdits.EditResult(without(request, before, name), Set.of()));
    return changed(name, problems);
  }

  private static boolean leavesReferences(Request request) {
    Optional<String> references = request.query("references");
    if (references.isPresent() && !references.get().equals("leave")) {
      throw QueryParameters.wrong("references", "expected leave, or nothing");
    }
    return references.isPresent();
  }

  private SiteConfig without(Request request, SiteConfig before, String name) {
    tags.checkIfGiven(request, find(before, name));
    return kind.remove(before, name);
  }

  private Response rename(Request request) {
    String name = request.segment("name");
    find(site.config(), name);
    BodyFields fields = new BodyFields(JsonBodies.body(request));
    String to = fields.newName().orElse("");
    fields.done();
    try {
      return changed(to, edits.rename(request, kind, name, to));
    } catch (IllegalArgumentException e) {
      throw new Refusal(409, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> find(SiteConfig config, String name) {
    return kind.raw(config, name).orElseThrow(() -> Refusal.notFound(kind.word(), name));
  }

  /** Responds with what is wrong with an entry that was changed. */
  private Response changed(String name, List<Problem> problems) {
    return JsonBodies.changed(name, ProblemDetails.about(kind.path(name), problems));
  }
}
