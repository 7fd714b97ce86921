package org.fletchck.actions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The lines of a log that go into a message: all of a short log, or the beginning and end of a long
 * one, where the cause tends to be.
 */
final class LogExcerpt {

  private static final int HALF_LINES = 50;
  private static final int HALF_CHARS = 8 * 1024;
  private static final int LINE_CHARS = 1000;

  private LogExcerpt() {}

  static List<String> of(List<String> log) {
    List<String> head = some(log);
    List<String> reversed = new ArrayList<>(log.subList(head.size(), log.size()));
    Collections.reverse(reversed);
    List<String> tail = some(reversed);
    Collections.reverse(tail);
    int out = log.size() - head.size() - tail.size();
    if (out > 0) {
      head.add("(" + out + (out == 1 ? " line" : " lines") + " left out)");
    }
    head.addAll(tail);
    return head;
  }

  private static List<String> some(List<String> lines) {
    List<String> taken = new ArrayList<>();
    int chars = 0;
    for (String line : lines) {
      String shown = PlainLine.oneLine(line, LINE_CHARS);
      chars += shown.length() + 1;
      if (taken.size() == HALF_LINES || chars > HALF_CHARS) {
        break;
      }
      taken.add(shown);
    }
    return taken;
  }
}
