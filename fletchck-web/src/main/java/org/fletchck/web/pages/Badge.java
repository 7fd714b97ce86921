package org.fletchck.web.pages;

import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.StatusSign;

/** Draws small SVG badges of a label and a value, to be embedded in other sites. */
final class Badge {

  private static final int HEIGHT = 20;
  private static final int PADDING = 12;
  private static final double CHARACTER = 6.7;

  private Badge() {}

  /**
   * Draws a badge.
   *
   * @param spoken the value as the title says it; the value itself may be just a dash
   */
  static Markup of(String label, String value, String spoken, StatusSign sign) {
    int left = width(label);
    int right = width(value);
    Markup svg =
        new Markup().add("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
    svg.add(left + right).add("\" height=\"").add(HEIGHT).add("\" aria-label=\"");
    svg.text(label).add(": ").text(spoken).add("\"><title>").text(label).add(": ").text(spoken);
    svg.add("</title><clipPath id=\"r\"><rect rx=\"4\" width=\"").add(left + right);
    svg.add("\" height=\"").add(HEIGHT).add("\"/></clipPath><g clip-path=\"url(#r)\">");
    box(svg, 0, left, "#3d444d");
    box(svg, left, right, colour(sign));
    svg.add("</g><g fill=\"#fff\" text-anchor=\"middle\" font-size=\"11\" ");
    svg.add("font-family=\"Verdana,DejaVu Sans,sans-serif\">");
    word(svg, left / 2, left, label);
    word(svg, left + right / 2, right, value);
    return svg.add("</g></svg>");
  }

  private static int width(String text) {
    return (int) Math.ceil(text.codePointCount(0, text.length()) * CHARACTER) + PADDING;
  }

  private static void box(Markup svg, int x, int width, String colour) {
    svg.add("<rect x=\"").add(x).add("\" width=\"").add(width).add("\" height=\"").add(HEIGHT);
    svg.add("\" fill=\"").add(colour).add("\"/>");
  }

  /** Sets the text's length, so that it fits the box in any font. */
  private static void word(Markup svg, int middle, int width, String text) {
    svg.add("<text x=\"").add(middle).add("\" y=\"14\" textLength=\"").add(width - PADDING);
    svg.add("\">").text(text).add("</text>");
  }

  private static String colour(StatusSign sign) {
    return switch (sign) {
      case PASS -> "#1a7f37";
      case FAIL, MISCONFIGURED -> "#c4161c";
      case UNREACHABLE, PENDING -> "#57606a";
      case PAUSED -> "#6639ba";
    };
  }
}
