package org.fletchck.spi;

import java.util.List;

/** A type without options, whose check needs no making. */
record PlainCheckType(String name, String summary, Check check) implements CheckType {

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Check create(Options options) {
    return check;
  }
}
