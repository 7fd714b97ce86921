package org.fletchck.config;

import java.util.List;
import org.fletchck.spi.Option;

/** The keys of an uplink that says how many of its checks must pass. */
public final class UplinkKeys {

  /** Key: the checks. */
  public static final Option<List<String>> CHECKS =
      Option.checks("checks", "Names of the checks that show whether the uplink works")
          .acceptSingle()
          .required();

  /** Key: how many of them must pass. */
  public static final Option<Integer> NEED =
      Option.integer("need", "How many checks of the uplink must pass; with fewer it is lost")
          .between(1, 1000)
          .orElse(1);

  /** All keys. */
  public static final List<Option<?>> ALL = List.of(CHECKS, NEED);

  private UplinkKeys() {}
}
