package org.fletchck.store;

import java.util.List;

/**
 * Names stored in one column.
 *
 * @param names the names, in order
 */
record NameList(List<String> names) {

  static String text(List<String> names) {
    return Records.write(new NameList(names));
  }

  static List<String> of(String text) {
    return Records.read(text, NameList.class).names();
  }
}
