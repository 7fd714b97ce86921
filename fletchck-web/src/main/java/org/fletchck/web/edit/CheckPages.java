package org.fletchck.web.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.web.edit.Kit.Shown;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Menu;

/** The pages on which a check is made and changed. */
final class CheckPages {

  private static final String NEW = "/new";

  private final Kit kit;

  CheckPages(Kit kit) {
    this.kit = kit;
  }

  void addTo(Routes routes) {
    routes
        .get(NEW, Access.WRITE, this::fresh)
        .post(NEW, Access.WRITE, this::create)
        .get("/checks/{name}/edit", Access.WRITE, this::edit)
        .post("/checks/{name}/edit", Access.WRITE, this::save)
        .get("/trigger", Access.READ, this::preview);
  }

  private Response fresh(Request request) {
    String type = request.query("type").orElse("");
    if (type.isEmpty()) {
      TypeList types =
          new TypeList(NEW, TypeList.of(kit.site().types().checks()), kit.readOnly(request));
      return kit.page(request, Menu.CHECKS, "New check", new Shown("types", types));
    }
    return show(request, kit.site().config(), Typed.of("type", type), Asked.fresh());
  }

  private Response create(Request request) {
    Typed typed = Typed.in(request);
    SiteConfig site = kit.site().config();
    if (typed.has("show")) {
      return show(request, site, typed, Asked.fresh());
    }
    String name = typed.text("name").orElse("").strip();
    try {
      Names.free(name, site.checks().keySet());
    } catch (IllegalArgumentException e) {
      Problem problem = Problem.error("name", String.valueOf(e.getMessage()), "");
      return show(request, site, typed, Asked.fresh().judged().with(List.of(problem)))
          .withStatus(Attempt.End.REFUSED.status());
    }
    return saved(request, name, typed, Asked.fresh());
  }

  private Response edit(Request request) {
    SiteConfig site = kit.site().config();
    String name = Kit.known(request, site.checks().keySet(), "check");
    Typed typed = request.query("type").map(t -> Typed.of("type", t)).orElse(Typed.NOTHING);
    return show(request, site, typed, Asked.about(name));
  }

  private Response save(Request request) {
    Typed typed = Typed.in(request);
    String name = Kit.usable(request, kit.site().config().checks().keySet(), "check");
    return typed.has("show")
        ? show(request, kit.site().config(), typed, Asked.about(name))
        : saved(request, name, typed, Asked.about(name));
  }

  private Response saved(Request request, String name, Typed typed, Asked asked) {
    CheckForm form = new CheckForm(name, kit.site().types(), kit.marks());
    String did = asked.isNew() ? "added check" : "changed check";
    Attempt attempt = kit.saver().save(Kit.note(request, did, name), form, typed);
    if (attempt.saved()) {
      runOnce(name);
      return kit.to(request, Kit.path("checks", name));
    }
    return show(request, attempt.seen(), typed, asked.judged().after(attempt))
        .withStatus(attempt.status());
  }

  private void runOnce(String name) {
    if (Repeatable.is(kit.site(), name)) {
      kit.background().start(() -> kit.site().run(name));
    }
  }

  private Response show(Request request, SiteConfig site, Typed typed, Asked asked) {
    String name = asked.isNew() ? typed.text("name").orElse("").strip() : asked.name();
    boolean usable = !asked.isNew() || Names.isFree(name, site.checks().keySet());
    CheckForm form = new CheckForm(usable ? name : "", kit.site().types(), kit.marks());
    Draft draft = form.draft(site, typed);
    List<Problem> problems = new ArrayList<>(asked.problems());
    if (asked.isJudged()) {
      problems.addAll(form.problems(draft, kit.site().types()));
    }
    Field field = asked.isNew() ? NameField.of("check", name, problems) : null;
    Findings findings = new Findings(problems, form.path());
    FormView view =
        new FormView(
            asked.isNew() ? NEW : Kit.path("checks", asked.name()) + "/edit",
            form.mark(site),
            field,
            form.groups(site, typed, findings),
            findings.rest(),
            asked.isConflict() ? form.differences(site, typed) : null,
            runs(name, draft.after(), form.trigger(site, typed)),
            kit.readOnly(request));
    String title = asked.isNew() ? "New check" : "Edit " + asked.name();
    CheckView model = new CheckView(view, asked.name());
    return kit.page(request, Menu.CHECKS, title, new Shown("check", model));
  }

  private NextRuns runs(String name, SiteConfig site, String trigger) {
    CheckConfig check = site.checks().get(name);
    var zone = check == null ? site.zone() : check.zone(site.zone());
    return NextRuns.of(trigger, name, zone, kit.site().clock().instant());
  }

  private Response preview(Request request) {
    SiteConfig site = kit.site().config();
    NextRuns runs = runs(request.query("check").orElse(""), site, request.query("text").orElse(""));
    return Response.html(kit.views().text("edit/runs", Map.of("runs", runs)));
  }
}
