package org.fletchck.spi;

import java.util.Optional;
import java.util.Set;

/** Declares a type of action. Providers are listed in {@code META-INF/services}. */
public interface ActionType extends PluginType<Action> {

  /** Creates a type without options from an action, for a program that notifies by itself. */
  static ActionType of(String name, String summary, Action action) {
    return new PlainActionType(name, summary, action);
  }

  /**
   * Returns what an action with these valid options still needs before it can send, worded to
   * follow "it needs"; empty if it needs nothing. By default only the required options are needed.
   * An action that nothing uses may lack something; a check that uses such an action has an error.
   *
   * @param sections the names of the site's sections besides checks and actions, such as {@code
   *     mqtt}
   */
  default Optional<String> lacking(Options options, Set<String> sections) {
    return Optional.empty();
  }
}
