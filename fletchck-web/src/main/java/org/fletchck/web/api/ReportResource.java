package org.fletchck.web.api;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.TimeText;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.state.Report;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** Reports of cron jobs and other programs for checks of type {@code remote}. */
record ReportResource(Site site) {

  private static final String REMOTE = "remote";
  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_LINES = 1_000;

  List<Operation> operations() {
    return List.of(
        Operation.change(
                "POST",
                "/checks/{name}/report",
                "Takes a report for a remote check: from a job, which passes if the body is empty,"
                    + " or the data of a message of another instance.",
                this::report)
            .takes("Report")
            .answers(200, "RunReport")
            .refuses(400, 404, 409, 422));
  }

  private Response report(Request request) {
    String name = request.segment("name");
    CheckConfig check = ChecksResource.find(site, name);
    if (!check.type().equals(REMOTE)) {
      throw new Refusal(
          409, "only checks of type remote take reports; this one is of type " + check.type());
    }
    Report report = read(JsonBodies.body(request), check.zone(site.config().zone()));
    return JsonBodies.answer(
        new StateJson(site.config().zone())
            .report(ChecksResource.with(name, () -> site.report(name, report))));
  }

  private Report read(Map<String, @Nullable Object> body, ZoneId zone) {
    boolean whole = body.get("data") instanceof Map;
    BodyFields message = new BodyFields(body);
    if (!whole && !body.containsKey("failState")) {
      return ofJob(message);
    }
    BodyFields data = whole ? new BodyFields(message.object("data").orElse(Map.of())) : message;
    if (whole) { // the path says which check it is about
      message.text("name");
      message.text("type");
      message.done();
    }
    return ofInstance(data, body, zone);
  }

  private static Report ofJob(BodyFields fields) {
    boolean fail = fields.flag("fail").orElse(false);
    List<String> members = fields.texts("members");
    Optional<String> reason = fields.text("reason");
    CheckState.Run run =
        run(reason, fields.text("level"), log(fields, reason.map(List::of).orElse(List.of())));
    fields.done();
    boolean fails = fail || !members.isEmpty();
    return new Report(fails, members, fails ? 1 : 0, 1, null, null, run, null, false);
  }

  /** Reads what an instance sends about a check, in the message format of the original. */
  private Report ofInstance(BodyFields data, Map<String, @Nullable Object> body, ZoneId zone) {
    Map<?, ?> values = body.get("data") instanceof Map<?, ?> map ? map : body;
    Object failState = values.get("failState");
    List<String> members = List.of();
    if (failState instanceof String names) {
      data.text("failState");
      members =
          List.of(names.split(",")).stream().map(String::strip).filter(m -> !m.isEmpty()).toList();
    } else {
      data.flag("failState");
    }
    boolean fails = Boolean.TRUE.equals(failState) || !members.isEmpty();
    int failCount = data.count("failCount").orElse(fails ? 1 : 0);
    int threshold = data.count("threshold").orElse(1);
    String softFail = data.text("softFail").orElse(null);
    boolean trust = CheckResult.isTrustFailure(softFail);
    Optional<String> lastCheck = data.text("lastCheck");
    data.text("lastFail");
    data.text("lastPass");
    CheckState.Run run = run(Optional.empty(), data.text("level"), log(data, List.of()));
    data.done();
    return new Report(
        fails,
        members,
        failCount,
        threshold,
        trust ? null : softFail,
        trust ? softFail : null,
        run,
        TimeText.parse(lastCheck.orElse(null), zone, site.config().zone()).orElse(null),
        false);
  }

  private static List<String> log(BodyFields fields, List<String> otherwise) {
    List<String> lines = fields.texts("log");
    List<String> kept = new ArrayList<>();
    lines.stream().limit(MOST_LINES).map(ReportResource::cut).forEach(kept::add);
    return lines.isEmpty() ? otherwise.stream().map(ReportResource::cut).toList() : kept;
  }

  private static CheckState.Run run(
      Optional<String> reason, Optional<String> level, List<String> log) {
    return new CheckState.Run(
        null,
        reason.map(ReportResource::cut).orElse(null),
        level.map(ReportResource::cut).orElse(null),
        log,
        Map.of(),
        Map.of());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}
