package org.fletchck.web.view;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** HTML made by code, for drawings and long tables, where a template would be in the way. */
public final class Markup implements Content {

  private final StringBuilder made = new StringBuilder();

  /** Adds HTML as it is. What doesn't stand in the program goes through {@link #text}. */
  public Markup add(String html) {
    made.append(html);
    return this;
  }

  /** Adds a part of HTML as it is. */
  public Markup add(String html, int from, int to) {
    made.append(html, from, to);
    return this;
  }

  /** Adds a number. */
  public Markup add(long number) {
    made.append(number);
    return this;
  }

  /** Adds a text, escaped; also within an attribute that has double quotes. */
  public Markup text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> made.append("&amp;");
        case '<' -> made.append("&lt;");
        case '>' -> made.append("&gt;");
        case '"' -> made.append("&#34;");
        default -> made.append(c);
      }
    }
    return this;
  }

  /** Adds what was made elsewhere. */
  public Markup add(Markup other) {
    made.append(other.made);
    return this;
  }

  @Override
  public boolean isEmptyContent() {
    return made.length() == 0;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent(made.toString());
  }

  /** Returns the HTML. */
  @Override
  public String toString() {
    return made.toString();
  }
}
