package org.fletchck.spi;

import java.util.List;

/** A type without options, which always returns the same check. */
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
