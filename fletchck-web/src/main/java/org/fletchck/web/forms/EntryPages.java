package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.web.forms.EditContext.PageTemplate;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The pages that create and edit checks or actions. */
abstract class EntryPages {

  final EditContext context;
  private final EntryKind kind;
  private final Menu menu;
  private final String fresh;

  /**
   * Creates the pages.
   *
   * @param fresh the path of the page for a new entry
   */
  EntryPages(EditContext context, EntryKind kind, Menu menu, String fresh) {
    this.context = context;
    this.kind = kind;
    this.menu = menu;
    this.fresh = fresh;
  }

  /** Returns the types that a new entry can have. */
  abstract Collection<? extends PluginType<?>> types();

  /** Returns the form of an existing or new entry. */
  abstract EditForm form(String name);

  /** Returns the response after an entry was saved. */
  abstract Response saved(Request request, String name);

  /** Returns the initial input of the form for a new entry. */
  FormInput suggested(String type) {
    return FormInput.of("type", type);
  }

  /** Returns the next runs for the trigger that was entered. */
  NextRuns runs(String name, SiteConfig site, String trigger) {
    return NextRuns.NONE;
  }

  void addTo(Routes routes) {
    String edit = "/" + kind.key() + "/{name}/edit";
    routes
        .get(fresh, Access.WRITE, this::fresh)
        .post(fresh, Access.WRITE, this::create)
        .get(edit, Access.WRITE, this::edit)
        .post(edit, Access.WRITE, this::save);
  }

  private Set<String> names() {
    return kind.names(context.site().config());
  }

  private Response fresh(Request request) {
    String type = request.query("type").orElse("");
    if (type.isEmpty()) {
      TypeList types = new TypeList(fresh, TypeList.of(types()), context.readOnly(request));
      return context.page(request, menu, "New " + kind.word(), new PageTemplate("types", types));
    }
    return show(request, context.site().config(), suggested(type), FormRequest.fresh());
  }

  private Response create(Request request) {
    FormInput formInput = FormInput.in(request);
    if (formInput.has("show")) {
      return show(request, context.site().config(), formInput, FormRequest.fresh());
    }
    String name = formInput.text("name").orElse("").strip();
    try {
      NameChoices.free(name, names());
    } catch (IllegalArgumentException e) {
      String path = form("").path() + "." + NameField.NAME;
      Problem problem = Problem.error(path, String.valueOf(e.getMessage()), "");
      FormRequest asked = FormRequest.fresh().judged().with(List.of(problem));
      return show(request, context.site().config(), formInput, asked)
          .withStatus(Attempt.End.REFUSED.status());
    }
    return save(request, name, formInput, FormRequest.fresh());
  }

  private Response edit(Request request) {
    String name = EditContext.known(request, names(), kind.word());
    FormInput formInput =
        request.query("type").map(t -> FormInput.of("type", t)).orElse(FormInput.NOTHING);
    return show(request, context.site().config(), formInput, FormRequest.about(name));
  }

  private Response save(Request request) {
    FormInput formInput = FormInput.in(request);
    String name = EditContext.usable(request, names(), kind.word());
    return formInput.has("show")
        ? show(request, context.site().config(), formInput, FormRequest.about(name))
        : save(request, name, formInput, FormRequest.about(name));
  }

  private Response save(Request request, String name, FormInput formInput, FormRequest asked) {
    String did = (asked.isNew() ? "added " : "changed ") + kind.word();
    Attempt attempt =
        context.saver().save(EditContext.note(request, did, name), form(name), formInput);
    return attempt.saved()
        ? saved(request, name)
        : show(request, attempt.seen(), formInput, asked.judged().after(attempt))
            .withStatus(attempt.status());
  }

  private Response show(Request request, SiteConfig site, FormInput formInput, FormRequest asked) {
    String name = asked.isNew() ? formInput.text("name").orElse("").strip() : asked.name();
    boolean usable = !asked.isNew() || NameChoices.isFree(name, kind.names(site));
    EditForm form = form(usable ? name : "");
    Draft draft = form.draft(site, formInput);
    List<Problem> problems = new ArrayList<>(asked.problems());
    if (asked.isJudged()) {
      problems.addAll(form.problems(draft, context.site()));
    }
    FieldProblems fieldProblems = new FieldProblems(problems, form.path());
    Field field = asked.isNew() ? NameField.of(kind.word(), name, fieldProblems) : null;
    List<FieldSection> groups = form.groups(site, formInput, fieldProblems);
    List<Problem> refusals =
        asked.isNew() && !asked.problems().isEmpty() ? problems : asked.problems();
    FormView view =
        new FormView(
            asked.isNew() ? fresh : EditContext.path(kind.key(), asked.name()) + "/edit",
            form.mark(site),
            field,
            groups,
            fieldProblems.rest(),
            asked.isConflict() ? form.differences(site, formInput) : null,
            RefusalNotice.of(
                refusals,
                form.path(),
                Stream.concat(Stream.ofNullable(field), FieldSection.fields(groups))),
            runs(name, draft.after(), form.trigger(site, formInput)),
            context.readOnly(request));
    String title = asked.isNew() ? "New " + kind.word() : "Edit " + asked.name();
    EntryView model = new EntryView(view, asked.name(), EditContext.path(kind.key(), asked.name()));
    return context.page(request, menu, title, new PageTemplate(kind.word(), model));
  }
}
