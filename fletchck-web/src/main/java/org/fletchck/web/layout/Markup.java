package org.fletchck.web.layout;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import org.jspecify.annotations.Nullable;

/** HTML made by code, for drawings and long tables, where a template would be in the way. */
public final class Markup implements Content {

  private final StringBuilder made;

  /** Begins with nothing. */
  public Markup() {
    this(16);
  }

  /** Begins with nothing, and room for so many characters. */
  public Markup(int room) {
    made = new StringBuilder(room);
  }

  /** Returns how long it is so far. */
  public int length() {
    return made.length();
  }

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
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      String escaped = escaped(text.charAt(i));
      if (escaped != null) {
        made.append(text, done, i).append(escaped);
        done = i + 1;
      }
    }
    made.append(done == 0 ? text : text.substring(done)); // by parts the JDK goes letter by letter
    return this;
  }

  /** Returns what stands for a character; null if it stands for itself. */
  private static @Nullable String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&#34;";
      // These two are often all that keeps a page from a byte per letter in memory.
      case '…' -> "&#8230;";
      case '–' -> "&#8211;";
      default -> null;
    };
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
