package org.fletchck.spi;

/** The status of a check. */
public enum Status {
  /** Not judged yet. */
  PENDING,
  /** The check passes. */
  PASS,
  /** The check fails. */
  FAIL,
  /** The check can't currently be judged, because something that it depends on fails. */
  UNREACHABLE,
  /** The check doesn't run, because a user paused it. */
  PAUSED;

  /** Returns whether this is a judgement of the check itself: pending, pass or fail. */
  public boolean isJudged() {
    return this == PENDING || this == PASS || this == FAIL;
  }
}
