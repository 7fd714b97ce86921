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

/** The pages on which a check is made and changed. One that was saved runs once. */
final class CheckPages extends EntryPages {

  CheckPages(EditContext kit) {
    super(kit, EntryKind.CHECK, Menu.CHECKS, "/new");
  }

  @Override
  void addTo(Routes routes) {
    super.addTo(routes);
    routes.get("/trigger", Access.READ, this::preview);
  }

  @Override
  Collection<CheckType> types() {
    return kit.site().types().checks();
  }

  @Override
  EditForm form(String name) {
    return new CheckForm(name, kit.site().types(), kit.marks(), kit.site().clock().instant());
  }

  @Override
  FormInput suggested(String type) {
    return NewEntryDefaults.suggested(type, kit.site().config(), kit.site().types());
  }

  @Override
  Response saved(Request request, String name) {
    if (RepeatableChecks.is(kit.site(), name)) {
      kit.background().start(() -> kit.site().run(name));
    }
    return kit.to(request, EditContext.path("checks", name));
  }

  @Override
  NextRuns runs(String name, SiteConfig site, String trigger) {
    CheckConfig check = site.checks().get(name);
    ZoneId zone = check == null ? site.zone() : check.zone(site.zone());
    return NextRuns.of(trigger, name, zone, kit.site().clock().instant());
  }

  private Response preview(Request request) {
    SiteConfig site = kit.site().config();
    NextRuns runs =
        runs(request.query("check").orElse("").strip(), site, request.query("text").orElse(""));
    return Response.html(kit.views().text("forms/runs", Map.of("runs", runs)));
  }
}
