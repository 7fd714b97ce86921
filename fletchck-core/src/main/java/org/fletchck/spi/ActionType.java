package org.fletchck.spi;

import java.util.Optional;
import java.util.Set;

/** Declares a kind of action. Providers are named in {@code META-INF/services}. */
public interface ActionType extends PluginType<Action> {

  /**
   * Returns what an action with these options, which are valid, still needs before it can send, in
   * words that follow "it needs"; empty if it needs nothing. By default it needs no more than the
   * required options. An action that nobody uses may lack something; a check that uses it has an
   * error.
   *
   * @param sections the names of the objects that the site has beside its checks and actions, such
   *     as {@code mqtt}
   */
  default Optional<String> lacking(Options options, Set<String> sections) {
    return Optional.empty();
  }
}
