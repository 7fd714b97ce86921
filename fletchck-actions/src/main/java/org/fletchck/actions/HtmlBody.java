package org.fletchck.actions;

import java.util.List;
import org.fletchck.actions.MessageText.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Writes a notification as HTML for mail readers: one column, inline styles, and only the reader's
 * own text and background colours, so that it is as readable in dark mode. The few accent colours
 * are visible on both white and black.
 */
final class HtmlBody {

  private static final String RED = "#d32f2f";
  private static final String GREEN = "#2e7d32";
  private static final String GREY = "#767676";

  private HtmlBody() {}

  static String of(MessageText text) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        </head>
        <body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',\
        Roboto,sans-serif;overflow-wrap:anywhere">
        %s</body>
        </html>
        """
        .formatted(Escape.xml(text.headline()), blocks(text));
  }

  private static String blocks(MessageText text) {
    StringBuilder html = new StringBuilder(block(text));
    text.parts().forEach(part -> html.append("<br>\n").append(block(part)));
    return html.toString();
  }

  private static String block(MessageText text) {
    return """
        <div style="max-width:640px;border-left:4px solid %s;padding-left:16px">
        %s</div>
        """
        .formatted(text.passes() ? GREEN : RED, content(text));
  }

  private static String content(MessageText text) {
    StringBuilder html = new StringBuilder();
    paragraph(html, "font-weight:bold", text.test());
    html.append("<h1 style=\"margin:0 0 8px;font-size:20px;line-height:1.3\">")
        .append(Escape.xml(text.title()))
        .append("</h1>\n");
    paragraph(html, "font-size:18px", text.reason());
    text.facts().forEach(fact -> fact(html, fact));
    link(html, text.link());
    log(html, text.log());
    return html.toString();
  }

  private static void paragraph(StringBuilder html, String style, @Nullable String text) {
    if (text != null) {
      html.append("<p style=\"margin:0 0 16px;")
          .append(style)
          .append("\">")
          .append(Escape.xml(text))
          .append("</p>\n");
    }
  }

  private static void fact(StringBuilder html, Fact fact) {
    html.append("<p style=\"margin:0 0 4px\">");
    if (!fact.label().isEmpty()) {
      html.append("<span style=\"color:" + GREY + "\">")
          .append(Escape.xml(fact.label()))
          .append(":</span> ");
    }
    html.append(Escape.xml(fact.text())).append("</p>\n");
  }

  /** Adds the link; anything but an HTTP URL is shown as text. */
  private static void link(StringBuilder html, @Nullable String link) {
    if (link == null) {
      return;
    }
    String address = Escape.xml(link);
    html.append("<p style=\"margin:16px 0\">")
        .append(
            link.matches("https?://.+")
                ? "<a href=\"" + address + "\">Show this check</a>"
                : address)
        .append("</p>\n");
  }

  private static void log(StringBuilder html, List<String> log) {
    if (!log.isEmpty()) {
      html.append("<p style=\"margin:16px 0 4px;color:" + GREY + "\">Log:</p>\n")
          .append("<pre style=\"margin:0;font-size:13px;line-height:1.4;white-space:pre-wrap\">")
          .append(Escape.xml(String.join("\n", log)))
          .append("</pre>\n");
    }
  }
}
