package org.fletchck.web.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.web.edit.Kit.Shown;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Menu;

/** The pages on which a check or an action is made and changed. */
abstract class EntryPages {

  final Kit kit;
  private final EntryKind kind;
  private final Menu menu;
  private final String fresh;

  /**
   * Makes them.
   *
   * @param fresh the path of the page for a new one
   */
  EntryPages(Kit kit, EntryKind kind, Menu menu, String fresh) {
    this.kit = kit;
    this.kind = kind;
    this.menu = menu;
    this.fresh = fresh;
  }

  /** Returns the types that a new one can have. */
  abstract Collection<? extends PluginType<?>> types();

  /** Returns the form of one that is there, or is to be. */
  abstract Form form(String name);

  /** Goes on when one was saved. */
  abstract Response saved(Request request, String name);

  /** Returns what stands in the form of a new one at first. */
  Typed suggested(String type) {
    return Typed.of("type", type);
  }

  /** Returns the next runs of what was typed. */
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
    return kind.names(kit.site().config());
  }

  private Response fresh(Request request) {
    String type = request.query("type").orElse("");
    if (type.isEmpty()) {
      TypeList types = new TypeList(fresh, TypeList.of(types()), kit.readOnly(request));
      return kit.page(request, menu, "New " + kind.word(), new Shown("types", types));
    }
    return show(request, kit.site().config(), suggested(type), Asked.fresh());
  }

  private Response create(Request request) {
    Typed typed = Typed.in(request);
    if (typed.has("show")) {
      return show(request, kit.site().config(), typed, Asked.fresh());
    }
    String name = typed.text("name").orElse("").strip();
    try {
      Names.free(name, names());
    } catch (IllegalArgumentException e) {
      String path = form("").path() + "." + NameField.NAME;
      Problem problem = Problem.error(path, String.valueOf(e.getMessage()), "");
      Asked asked = Asked.fresh().judged().with(List.of(problem));
      return show(request, kit.site().config(), typed, asked)
          .withStatus(Attempt.End.REFUSED.status());
    }
    return save(request, name, typed, Asked.fresh());
  }

  private Response edit(Request request) {
    String name = Kit.known(request, names(), kind.word());
    Typed typed = request.query("type").map(t -> Typed.of("type", t)).orElse(Typed.NOTHING);
    return show(request, kit.site().config(), typed, Asked.about(name));
  }

  private Response save(Request request) {
    Typed typed = Typed.in(request);
    String name = Kit.usable(request, names(), kind.word());
    return typed.has("show")
        ? show(request, kit.site().config(), typed, Asked.about(name))
        : save(request, name, typed, Asked.about(name));
  }

  private Response save(Request request, String name, Typed typed, Asked asked) {
    String did = (asked.isNew() ? "added " : "changed ") + kind.word();
    Attempt attempt = kit.saver().save(Kit.note(request, did, name), form(name), typed);
    return attempt.saved()
        ? saved(request, name)
        : show(request, attempt.seen(), typed, asked.judged().after(attempt))
            .withStatus(attempt.status());
  }

  private Response show(Request request, SiteConfig site, Typed typed, Asked asked) {
    String name = asked.isNew() ? typed.text("name").orElse("").strip() : asked.name();
    boolean usable = !asked.isNew() || Names.isFree(name, kind.names(site));
    Form form = form(usable ? name : "");
    Draft draft = form.draft(site, typed);
    List<Problem> problems = new ArrayList<>(asked.problems());
    if (asked.isJudged()) {
      problems.addAll(form.problems(draft, kit.site()));
    }
    Findings findings = new Findings(problems, form.path());
    Field field = asked.isNew() ? NameField.of(kind.word(), name, findings) : null;
    List<Group> groups = form.groups(site, typed, findings);
    List<Problem> refusals =
        asked.isNew() && !asked.problems().isEmpty() ? problems : asked.problems();
    FormView view =
        new FormView(
            asked.isNew() ? fresh : Kit.path(kind.key(), asked.name()) + "/edit",
            form.mark(site),
            field,
            groups,
            findings.rest(),
            asked.isConflict() ? form.differences(site, typed) : null,
            Refused.of(
                refusals,
                form.path(),
                Stream.concat(Stream.ofNullable(field), Group.fields(groups))),
            runs(name, draft.after(), form.trigger(site, typed)),
            kit.readOnly(request));
    String title = asked.isNew() ? "New " + kind.word() : "Edit " + asked.name();
    EntryView model = new EntryView(view, asked.name(), Kit.path(kind.key(), asked.name()));
    return kit.page(request, menu, title, new Shown(kind.word(), model));
  }
}
