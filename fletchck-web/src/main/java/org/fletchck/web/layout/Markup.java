package org.fletchck.web.layout;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import org.jspecify.annotations.Nullable;

/** Builds HTML in code, for drawings and long tables, where a template would be in the way. */
public final class Markup implements Content {

  private final StringBuilder made;

  /** Creates empty markup. */
  public Markup() {
    this(16);
  }

  /** Creates empty markup with room for a number of characters. */
  public Markup(int room) {
    made = new StringBuilder(room);
  }

  /** Returns the length so far, in characters. */
  public int length() {
    return made.length();
  }

  /** Adds HTML as it is. Use {@link #text} for anything that isn't a constant. */
  public Markup add(String html) {
    made.append(html);
    return this;
  }

  /** Adds a part of a string of HTML as it is. */
  public Markup add(String html, int from, int to) {
    made.append(html, from, to);
    return this;
  }

  /** Adds a number. */
  public Markup add(long number) {
    made.append(number);
    return this;
  }

  /** Adds escaped text, which may also be inside an attribute in double quotes. */
  public Markup text(String text) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      String escaped = escaped(text.charAt(i));
      if (escaped != null) {
        made.append(text, done, i).append(escaped);
        done = i + 1;
      }
    }
    made.append(done == 0 ? text : text.substring(done)); // the JDK copies ranges char by char
    return this;
  }

  /** Returns the escaped form of a character; null if it needs none. */
  private static @Nullable String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&#34;";
      // These two are often the only ones that would double the memory of a page.
      case '…' -> "&#8230;";
      case '–' -> "&#8211;";
      default -> null;
    };
  }

  /** Adds other markup. */
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
