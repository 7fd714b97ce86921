package org.fletchck.spi;

/** Declares a type of check. Providers are listed in {@code META-INF/services}. */
public interface CheckType extends PluginType<Check> {

  /** Creates a type without options from a check, for a program that checks parts of itself. */
  static CheckType of(String name, String summary, Check check) {
    return new PlainCheckType(name, summary, check);
  }

  /**
   * Returns whether a run has no side effects, so that the check can be run at any time for the
   * sake of another one. A type that changes something or only receives reports returns false.
   */
  default boolean repeatable() {
    return true;
  }

  /** Returns whether a check gets its state from reports, and its runs only detect silence. */
  default boolean receivesReports() {
    return false;
  }

  /**
   * Returns whether checks of this type examine something reached over the network; by default,
   * whether there is an option {@code hostname}.
   */
  default boolean overNetwork() {
    return options().stream().anyMatch(o -> o.name().equals("hostname"));
  }
}
