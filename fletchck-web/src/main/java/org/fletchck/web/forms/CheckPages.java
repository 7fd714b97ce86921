package org.fletchck.web.forms;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckType;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The pages that create and edit checks. Saving a check also runs it once. */
final class CheckPages extends EntryPages {

  CheckPages(EditContext context) {
    super(context, EntryKind.CHECK, Menu.CHECKS, "/new");
  }

  @Override
  void addTo(Routes routes) {
    super.addTo(routes);
    routes.get("/trigger", Access.READ, this::preview);
  }

  @Override
  Collection<CheckType> types() {
    return context.site().types().checks();
  }

  @Override
  EditForm form(String name) {
    return new CheckForm(
        name, context.site().types(), context.marks(), context.site().clock().instant());
  }

  @Override
  FormInput suggested(String type) {
    return NewEntryDefaults.suggested(type, context.site().config(), context.site().types());
  }

  @Override
  Response saved(Request request, String name) {
    if (RepeatableChecks.is(context.site(), name)) {
      context.background().start(() -> context.site().run(name));
    }
    return context.to(request, EditContext.path("checks", name));
  }

  @Override
  NextRuns runs(String name, SiteConfig site, String trigger) {
    CheckConfig check = site.checks().get(name);
    ZoneId zone = check == null ? site.zone() : check.zone(site.zone());
    return NextRuns.of(trigger, name, zone, context.site().clock().instant());
  }

  private Response preview(Request request) {
    SiteConfig site = context.site().config();
    NextRuns runs =
        runs(request.query("check").orElse("").strip(), site, request.query("text").orElse(""));
    return Response.html(context.views().text("forms/runs", Map.of("runs", runs)));
  }
}
