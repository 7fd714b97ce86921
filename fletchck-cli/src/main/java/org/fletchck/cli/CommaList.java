package org.fletchck.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Option;

/**
 * Parses lists and maps as given on the command line: {@code a,b} and {@code NAME:TEXT,NAME:TEXT}.
 * A value that contains the separator is put in double quotation marks, and such a mark inside it
 * is doubled, as in CSV files (RFC 4180).
 */
final class CommaList {

  private final Option<?> option;
  private final String text;
  private int at;

  private CommaList(Option<?> option, String text) {
    this.option = option;
    this.text = text;
  }

  /**
   * Returns the items of a list.
   *
   * @throws InputException if a closing quotation mark is missing
   */
  static List<String> items(Option<?> option, String text) {
    CommaList list = new CommaList(option, text);
    List<String> items = new ArrayList<>();
    do {
      items.add(list.part(","));
    } while (list.goesOn());
    return items;
  }

  /**
   * Returns the entries of a map, without the spaces around names and values.
   *
   * @throws InputException if a colon or a closing quotation mark is missing
   */
  static Map<String, String> entries(Option<?> option, String text) {
    CommaList list = new CommaList(option, text);
    Map<String, String> entries = new LinkedHashMap<>();
    do {
      String name = list.part(":,");
      if (!list.isAt(':')) {
        throw list.wrong("expected NAME:TEXT, or several separated by commas", name);
      }
      list.at++;
      entries.put(name, list.part(","));
    } while (list.goesOn());
    return entries;
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean goesOn() {
    boolean comma = isAt(',');
    at++;
    return comma;
  }

  /** Reads up to one of these characters or the end. */
  private String part(String ends) {
    int from = at;
    while (isAt(' ')) {
      at++;
    }
    if (isAt('"')) {
      return quoted(ends);
    }
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String part = text.substring(from, at);
    return option.kind() == Option.Kind.MAP ? part.strip() : part;
  }

  private String quoted(String ends) {
    int from = at++;
    StringBuilder part = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        part.append(c);
      } else if (isAt('"')) {
        part.append(c);
        at++;
      } else {
        while (isAt(' ')) {
          at++;
        }
        if (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
          break;
        }
        return part.toString();
      }
    }
    throw wrong(
        "expected a closing quotation mark; a quotation mark inside is written twice",
        text.substring(from));
  }

  private InputException wrong(String expected, String found) {
    String shown = option.isSecret() ? "" : ", found \"" + found + '"';
    return new InputException("option " + option.name() + ": " + expected + shown);
  }
}
