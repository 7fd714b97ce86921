package org.fletchck.web.layout;

import org.fletchck.config.PathSegment;

/** Addresses of pages. */
public final class Links {

  private Links() {}

  /** Returns the page of a check, whose name may contain any character. */
  public static String check(String base, String name) {
    return base + "/checks/" + segment(name);
  }

  /** Returns the page of an action. */
  public static String action(String base, String name) {
    return base + "/actions/" + segment(name) + "/edit";
  }

  /** Encodes a string as a path segment or as the value of a query parameter. */
  public static String segment(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return PathSegment.encode(text);
      }
    }
    return text.isEmpty()
        ? PathSegment.encode(text)
        : text.replace(" ", "%20"); // most names; there may be a thousand on a page
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == ' ';
  }
}
