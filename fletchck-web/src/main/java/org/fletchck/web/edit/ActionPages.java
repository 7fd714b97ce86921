package org.fletchck.web.edit;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.web.edit.Kit.Shown;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Menu;

/** The pages on which actions are seen, made and changed. */
final class ActionPages {

  private static final String ALL = "/actions";
  private static final String NEW = "/actions/new";

  private final Kit kit;

  ActionPages(Kit kit) {
    this.kit = kit;
  }

  void addTo(Routes routes) {
    routes
        .get(ALL, Access.READ, this::list)
        .get(NEW, Access.WRITE, this::fresh)
        .post(NEW, Access.WRITE, this::create)
        .get("/actions/{name}/edit", Access.WRITE, this::edit)
        .post("/actions/{name}/edit", Access.WRITE, this::save);
  }

  private Response list(Request request) {
    ActionList list = ActionList.of(kit.site(), kit.readOnly(request));
    return kit.page(request, Menu.ACTIONS, "Actions", new Shown("actions", list));
  }

  private Response fresh(Request request) {
    String type = request.query("type").orElse("");
    if (type.isEmpty()) {
      TypeList types =
          new TypeList(NEW, TypeList.of(kit.site().types().actions()), kit.readOnly(request));
      return kit.page(request, Menu.ACTIONS, "New action", new Shown("types", types));
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
      Names.free(name, site.actions().keySet());
    } catch (IllegalArgumentException e) {
      Problem problem = Problem.error("name", String.valueOf(e.getMessage()), "");
      return show(request, site, typed, Asked.fresh().judged().with(List.of(problem)))
          .withStatus(Attempt.End.REFUSED.status());
    }
    return saved(request, name, typed, Asked.fresh());
  }

  private Response edit(Request request) {
    SiteConfig site = kit.site().config();
    String name = Kit.known(request, site.actions().keySet(), "action");
    Typed typed = request.query("type").map(t -> Typed.of("type", t)).orElse(Typed.NOTHING);
    return show(request, site, typed, Asked.about(name));
  }

  private Response save(Request request) {
    Typed typed = Typed.in(request);
    String name = Kit.usable(request, kit.site().config().actions().keySet(), "action");
    return typed.has("show")
        ? show(request, kit.site().config(), typed, Asked.about(name))
        : saved(request, name, typed, Asked.about(name));
  }

  private Response saved(Request request, String name, Typed typed, Asked asked) {
    ActionForm form = new ActionForm(name, kit.site().types(), kit.marks());
    String did = asked.isNew() ? "added action" : "changed action";
    Attempt attempt = kit.saver().save(Kit.note(request, did, name), form, typed);
    return attempt.saved()
        ? kit.to(request, ALL)
        : show(request, attempt.seen(), typed, asked.judged().after(attempt))
            .withStatus(attempt.status());
  }

  private Response show(Request request, SiteConfig site, Typed typed, Asked asked) {
    String name = asked.isNew() ? typed.text("name").orElse("").strip() : asked.name();
    boolean usable = !asked.isNew() || Names.isFree(name, site.actions().keySet());
    ActionForm form = new ActionForm(usable ? name : "", kit.site().types(), kit.marks());
    List<Problem> problems = new ArrayList<>(asked.problems());
    if (asked.isJudged()) {
      problems.addAll(form.problems(form.draft(site, typed), kit.site().types()));
    }
    Field field = asked.isNew() ? NameField.of("action", name, problems) : null;
    Findings findings = new Findings(problems, form.path());
    FormView view =
        new FormView(
            asked.isNew() ? NEW : Kit.path("actions", name) + "/edit",
            form.mark(site),
            field,
            form.groups(site, typed, findings),
            findings.rest(),
            asked.isConflict() ? form.differences(site, typed) : null,
            NextRuns.NONE,
            kit.readOnly(request));
    String title = asked.isNew() ? "New action" : "Edit " + name;
    return kit.page(
        request, Menu.ACTIONS, title, new Shown("action", new ActionView(view, asked.name())));
  }
}
