package org.fletchck.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names in one column.
 *
 * @param names in their order
 */
record Names(List<String> names) {

  static String text(List<String> names) {
    return Records.write(new Names(names));
  }

  static List<String> of(String text) {
    return Records.read(text, Names.class).names();
  }

  /** Returns a text with one more name, if it isn't there already. */
  static String with(String text, String name) {
    return text(Stream.concat(of(text).stream(), Stream.of(name)).distinct().toList());
  }
}
