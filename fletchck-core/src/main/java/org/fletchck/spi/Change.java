package org.fletchck.spi;

/** What is notified. */
public enum Change {
  /** The check began to fail. */
  FAILED("FAIL"),
  /** The check passes again. */
  RECOVERED("PASS"),
  /** The check still fails, with other members. */
  MEMBERS("FAIL"),
  /** The check still fails, in another way: a kind of failure not yet notified. */
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
