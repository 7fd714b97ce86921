package org.fletchck.cli;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.Store;

/** Says when a new host key can't be accepted, and what works instead. */
final class HostKeyAcceptance {

  private static final String OPTION = "hostkey";

  private HostKeyAcceptance() {}

  /**
   * Returns normally if a check, which must exist, learns a host key.
   *
   * @throws InputException if its type has none, or the file sets the key
   */
  static void assertWanted(SiteConfig site, String name, Types types, SiteOptions options) {
    CheckConfig check = requireNonNull(site.checks().get(name), name);
    boolean hasKey =
        types.check(check.type()).stream()
            .flatMap(type -> type.options().stream())
            .anyMatch(option -> option.name().equals(OPTION));
    if (!hasKey) {
      throw new InputException(
          "--accept-key is for checks that learn a host key, such as those of type ssh; \""
              + name
              + "\" isn't one");
    }
    if (check.raw().get("options") instanceof Map<?, ?> given && given.get(OPTION) != null) {
      throw new InputException(
          "the key of \""
              + name
              + "\" is set in "
              + options.path()
              + " as its option "
              + OPTION
              + ": put the new key there, which 'fletchck check' shows, or remove the option, so"
              + " that the key is learned");
    }
  }

  /** Opens the store; a running site has it open, but also takes a key from its file. */
  static Store open(SiteOptions.WithState options) {
    try {
      return options.open();
    } catch (InputException e) {
      throw new InputException(
          e.getMessage()
              + "; or put the new key, which 'fletchck check' shows, into "
              + options.path()
              + " as the check's option "
              + OPTION
              + ": a running site applies it automatically",
          e);
    }
  }
}
