package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.web.forms.EditContext.PageTemplate;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The page of the site's settings. */
final class SitePage {

  private static final String PATH = "/site";
  private static final String SAVED = "saved";

  private final EditContext context;
  private final SiteForm form;

  SitePage(EditContext context) {
    this.context = context;
    this.form = new SiteForm(context.marks());
  }

  void addTo(Routes routes) {
    routes.get(PATH, Access.READ, this::show).post(PATH, Access.WRITE, this::save);
  }

  private Response show(Request request) {
    return show(request, context.site().config(), FormInput.NOTHING, List.of(), false);
  }

  private Response save(Request request) {
    FormInput formInput = FormInput.in(request);
    Attempt attempt =
        context.saver().save(EditContext.note(request, "changed", "the site"), form, formInput);
    boolean conflict = attempt.end() == Attempt.End.CONFLICT;
    return attempt.saved()
        ? context.to(request, PATH + "?" + SAVED)
        : show(request, attempt.seen(), formInput, attempt.problems(), conflict)
            .withStatus(attempt.status());
  }

  private Response show(
      Request request, SiteConfig site, FormInput formInput, List<Problem> more, boolean conflict) {
    List<Problem> problems = new ArrayList<>(more);
    problems.addAll(form.problems(form.draft(site, formInput), context.site()));
    context.site().problems().stream()
        .filter(problem -> problem.path().startsWith("mqtt"))
        .forEach(problems::add);
    FieldProblems fieldProblems = new FieldProblems(problems, "");
    List<FieldSection> groups = form.groups(site, formInput, fieldProblems);
    FormView view =
        new FormView(
            PATH,
            form.mark(site),
            null,
            groups,
            fieldProblems.rest(),
            conflict ? form.differences(site, formInput) : null,
            RefusalNotice.of(more, "", FieldSection.fields(groups)),
            NextRuns.NONE,
            context.readOnly(request));
    List<String> working = new ArrayList<>();
    context
        .site()
        .components()
        .forEach(
            (part, state) -> {
              if (state.works()) {
                working.add(part + ": " + state.text());
              }
            });
    return context.page(
        request,
        Menu.SITE,
        "Site",
        new PageTemplate("site", new SiteView(view, working, request.query(SAVED).isPresent())));
  }
}
