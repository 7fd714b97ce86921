package org.fletchck.checks;

import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Runs other checks in sequence and fails when any of them fails. */
@PluginApi(PluginApi.VERSION)
public final class SequenceCheckType implements CheckType {

  /** The names of the checks to run: required. */
  public static final Option<List<String>> CHECKS =
      Option.checks("checks", "Names of the checks to run")
          .check(SequenceCheckType::notEmpty)
          .required();

  private static void notEmpty(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("expected the name of at least one check, found none");
    }
  }

  @Override
  public String name() {
    return "sequence";
  }

  @Override
  public String summary() {
    return "Runs other checks in sequence; fails when any of them fails.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(CHECKS);
  }

  @Override
  public Check create(Options options) {
    return new SequenceCheck(options.get(CHECKS).stream().distinct().toList());
  }
}
