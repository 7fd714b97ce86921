package org.fletchck.web.layout;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.fletchck.web.http.Response;

/** Makes pages of templates, which are classes of this module. Safe for use by several threads. */
public final class Templates {

  private static final String PACKAGE = "org.fletchck.web.jte";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  /**
   * Makes a page.
   *
   * @param template such as {@code dashboard}, for {@code dashboard.jte}
   * @param page what its frame needs
   * @param model its other parameter
   */
  public Response page(String template, Page page, Object model) {
    return Response.html(text(template, Map.of("page", page, "model", model)));
  }

  /** Makes the text of a template of its parameters by name. */
  public String text(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    engine.render(template + ".jte", parameters, output);
    return output.toString();
  }
}
