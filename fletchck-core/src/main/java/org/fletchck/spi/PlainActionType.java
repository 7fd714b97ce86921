package org.fletchck.spi;

import java.util.List;

/** A type without options, which always returns the same action. */
record PlainActionType(String name, String summary, Action action) implements ActionType {

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Action create(Options options) {
    return action;
  }
}
