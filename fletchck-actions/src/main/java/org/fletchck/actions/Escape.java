package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Escapes values for the place where they are inserted.
 *
 * @param prose applied to text for people, for a service that supports markup
 * @param form applied to every value, for the syntax around it
 */
record Escape(UnaryOperator<String> prose, UnaryOperator<String> form) {

  static final Escape NONE = new Escape(UnaryOperator.identity(), UnaryOperator.identity());
  static final Escape JSON = NONE.inside(Escape::json);
  static final Escape FORM = NONE.inside(FormBody::encode);
  static final Escape URL = NONE.inside(Escape::url);
  private static final Escape XML = NONE.inside(Escape::xml);

  private Escape inside(UnaryOperator<String> syntax) {
    return new Escape(prose, syntax);
  }

  /** Returns this for a service that supports markup. */
  Escape of(UnaryOperator<String> markup) {
    return new Escape(markup, form);
  }

  /** Returns the escaping for a content type. */
  static Escape of(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
    if (type.endsWith("json")) {
      return JSON;
    }
    if (type.equals(FormBody.TYPE)) {
      return FORM;
    }
    return type.endsWith("xml") || type.endsWith("html") ? XML : NONE;
  }

  boolean isJson() {
    return form.equals(JSON.form);
  }

  /** Escapes the value of a name; JSON is left as it is inside JSON. */
  String apply(String name, String value) {
    if (name.equals(TemplateValues.JSON) && isJson()) {
      return value;
    }
    return form.apply(TemplateValues.isProse(name) ? prose.apply(value) : value);
  }

  /** Escapes a JSON string (RFC 8259, section 7). */
  private static String json(String text) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        default -> json.append(c < ' ' || c == 0x7f ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return json.toString();
  }

  /**
   * Percent-encodes a text (RFC 3986, sections 2.1 to 2.3); the colon is safe in a path and a
   * query.
   */
  private static String url(String text) {
    StringBuilder url = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean safe = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~:".indexOf(c) >= 0);
      url.append(safe ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return url.toString();
  }

  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Escapes the three characters that Slack requires; quotation marks are not among them. */
  static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Escapes what Discord would read as Markdown or as a mention. */
  static String discord(String text) {
    return text.replaceAll("([\\\\`*_~|<>#\\[\\]])", "\\\\$1");
  }

  /** Escapes the Markdown of Adaptive Cards, where a single newline is a space. */
  static String teams(String text) {
    return text.replaceAll("([\\\\*_\\[\\]])", "\\\\$1").replace("\n", "\n\n");
  }
}
