package org.fletchck.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The white space inside an object or a list.
 *
 * @param leads what is before each entry
 * @param closing what is after the last entry
 */
record Whitespace(List<String> leads, String closing) {

  /** Collects the white space around entries, of which there must be at least one. */
  static Whitespace of(String text, PositionedValue container, List<? extends TextRange> entries) {
    List<String> leads = new ArrayList<>();
    int from = container.start() + 1;
    for (TextRange entry : entries) {
      String gap = text.substring(from, entry.start());
      leads.add(gap.substring(gap.indexOf(',') + 1));
      from = entry.end();
    }
    return new Whitespace(leads, text.substring(from, container.end() - 1));
  }

  /** Returns the white space before an entry at its old place; null if it is new. */
  String lead(boolean first, @Nullable Integer place) {
    if (first) {
      return leads.get(0);
    }
    if (place != null && place > 0) {
      return leads.get(place);
    }
    // Like its neighbours, but without their blank lines.
    String last = leads.get(leads.size() - 1);
    int line = last.lastIndexOf('\n');
    if (line >= 0) {
      return (last.contains("\r\n") ? "\r\n" : "\n") + last.substring(line + 1);
    }
    return leads.size() > 1 ? last : " ";
  }
}
