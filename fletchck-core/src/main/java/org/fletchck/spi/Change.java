package org.fletchck.spi;

/** A change that is notified. */
public enum Change {
  /** The check began to fail. */
  FAILED("FAIL"),
  /** The check passes again. */
  RECOVERED("PASS"),
  /** The check still fails, but other members do. */
  MEMBERS("FAIL"),
  /** The check still fails, with a kind of failure that was not yet notified. */
  KIND("FAIL"),
  /** The check still fails, and was last notified long ago. */
  REMINDER("FAIL");

  private final String word;

  Change(String word) {
    this.word = word;
  }

  /** Returns {@code FAIL} or {@code PASS}. */
  public String word() {
    return word;
  }
}
