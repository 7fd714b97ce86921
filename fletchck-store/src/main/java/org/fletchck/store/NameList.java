package org.fletchck.store;

import java.util.List;

/**
 * Names in one column.
 *
 * @param names in their order
 */
record NameList(List<String> names) {

  static String text(List<String> names) {
    return Records.write(new NameList(names));
  }

  static List<String> of(String text) {
    return Records.read(text, NameList.class).names();
  }
}
