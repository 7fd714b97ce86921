package org.fletchck.web.forms;

import java.util.Collection;
import org.fletchck.config.EntryKind;
import org.fletchck.spi.ActionType;
import org.fletchck.web.forms.EditContext.PageTemplate;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The pages that list, create and edit actions. */
final class ActionPages extends EntryPages {

  private static final String ALL = "/actions";

  ActionPages(EditContext context) {
    super(context, EntryKind.ACTION, Menu.ACTIONS, ALL + "/new");
  }

  @Override
  void addTo(Routes routes) {
    super.addTo(routes);
    routes.get(ALL, Access.READ, this::list);
  }

  private Response list(Request request) {
    ActionList list = ActionList.of(context.site(), context.readOnly(request));
    return context.page(request, Menu.ACTIONS, "Actions", new PageTemplate("actions", list));
  }

  @Override
  Collection<ActionType> types() {
    return context.site().types().actions();
  }

  @Override
  EditForm form(String name) {
    return new ActionForm(name, context.site().types(), context.marks());
  }

  @Override
  Response saved(Request request, String name) {
    return context.to(request, ALL);
  }
}
