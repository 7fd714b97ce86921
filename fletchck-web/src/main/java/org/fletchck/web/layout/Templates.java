package org.fletchck.web.layout;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.fletchck.web.http.Response;

/** Renders pages from templates, which are compiled into this module. Thread-safe. */
public final class Templates {

  private static final String PACKAGE = "org.fletchck.web.jte";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  /**
   * Renders a page.
   *
   * @param template such as {@code dashboard}, for {@code dashboard.jte}
   * @param page the template's parameter {@code page}
   * @param model the template's parameter {@code model}
   */
  public Response page(String template, Page page, Object model) {
    return Response.html(text(template, Map.of("page", page, "model", model)));
  }

  /** Renders a template with its parameters by name. */
  public String text(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    engine.render(template + ".jte", parameters, output);
    return output.toString();
  }
}
