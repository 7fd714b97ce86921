package org.fletchck.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.ConfigPath;
import org.fletchck.spi.Problem;
import org.fletchck.state.RunReport;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/** Runs and pauses checks. */
record RunsResource(Site site, ConfigurationEdits edits) {

  List<Operation> operations() {
    return List.of(
        Operation.change("POST", "/checks/{name}/run", "Runs a check now.", this::run)
            .answers(200, "RunReport")
            .refuses(400, 404, 422),
        Operation.change(
                "POST",
                "/checks/{name}/accept-key",
                "Runs a check now as if it had learned nothing, so that it accepts a changed host"
                    + " key.",
                this::acceptKey)
            .answers(200, "RunReport")
            .refuses(400, 404, 422),
        Operation.change(
                "POST",
                "/checks/{name}/pause",
                "Pauses a check, indefinitely or until a time.",
                this::pause)
            .takes("Pause")
            .refuses(400, 403, 404, 409, 422),
        Operation.change(
                "POST", "/checks/{name}/unpause", "Ends a pause and runs the check.", this::unpause)
            .refuses(400, 403, 404, 409, 422));
  }

  private Response run(Request request) {
    String name = request.segment("name");
    return ran(request, () -> site.run(name));
  }

  private Response acceptKey(Request request) {
    String name = request.segment("name");
    return ran(request, () -> site.acceptHostKey(name));
  }

  private Response ran(Request request, Supplier<RunReport> run) {
    new BodyFields(JsonBodies.body(request)).done();
    String name = request.segment("name");
    return JsonBodies.answer(
        new StateJson(site.config().zone()).report(ChecksResource.with(name, run)));
  }

  private Response pause(Request request) {
    BodyFields fields = new BodyFields(JsonBodies.body(request));
    Optional<Instant> until = fields.text("until").flatMap(text -> time(fields, text));
    fields.done();
    return change(
        request,
        "paused",
        check -> until.map(check::pausedUntil).orElseGet(() -> check.paused(true)));
  }

  private Optional<Instant> time(BodyFields fields, String text) {
    Optional<Instant> time = QueryParameters.instant(text.strip());
    if (time.isEmpty()) {
      fields.wrong("until", "expected a time with offset such as 2026-11-21T18:00:00Z");
    } else if (!time.get().isAfter(site.clock().instant())) {
      fields.wrong("until", "expected a time in the future");
    }
    return time;
  }

  private Response unpause(Request request) {
    new BodyFields(JsonBodies.body(request)).done();
    return change(request, "unpaused", check -> check.paused(false));
  }

  private Response change(Request request, String what, UnaryOperator<CheckConfig> change) {
    String name = request.segment("name");
    ChecksResource.find(site, name);
    List<Problem> problems =
        edits.makeAnyway(
            request,
            what + " check " + name,
            before -> {
              CheckConfig check = before.checks().get(name);
              if (check == null) {
                throw Refusal.notFound("check", name);
              }
              return before.withCheck(change.apply(check));
            });
    return JsonBodies.changed(name, ProblemDetails.about(ConfigPath.check(name), problems));
  }
}
