package org.fletchck.store;

import java.util.List;

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
}
