package org.fletchck.spi;

/** What is believed of a check. */
public enum Status {
  /** Not judged yet. */
  PENDING,
  /** In order. */
  PASS,
  /** Broken. */
  FAIL,
  /** Can't be judged now, because something that it depends on is broken. */
  UNREACHABLE,
  /** Not run, because its user said so. */
  PAUSED;

  /** Tells whether this is a judgement of the check itself: pending, pass or fail. */
  public boolean isJudged() {
    return this == PENDING || this == PASS || this == FAIL;
  }
}
