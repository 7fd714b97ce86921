package org.fletchck.spi;

/** Declares a kind of check. Providers are named in {@code META-INF/services}. */
public interface CheckType extends PluginType<Check> {

  /** Makes a type without options of a check alone, for a program that looks at its own parts. */
  static CheckType of(String name, String summary, Check check) {
    return new PlainCheckType(name, summary, check);
  }

  /**
   * Tells whether a run does no more than look, so that it can be run at any time for the sake of
   * another check. A type that changes something or only receives reports returns false.
   */
  default boolean repeatable() {
    return true;
  }

  /** Tells whether a check gets its state by reports, and looks only for their silence. */
  default boolean receivesReports() {
    return false;
  }

  /** Tells whether a check with these options is about something reached through the network. */
  default boolean overNetwork() {
    return options().stream().anyMatch(o -> o.name().equals("hostname"));
  }
}
