package org.fletchck.actions;

import java.util.Optional;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** Reads options whose blank value means not set, like an empty field of a form. */
final class OptionTexts {

  private OptionTexts() {}

  static Optional<String> find(Options options, Option<String> option) {
    return options.find(option).filter(value -> !value.isBlank());
  }
}
