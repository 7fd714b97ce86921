package org.fletchck.spi;

/** The outcome of one run. */
public enum Verdict {
  /** What was looked at is in order. */
  PASSED,
  /** What was looked at is not in order. */
  FAILED,
  /** Nothing can be said about it. */
  UNKNOWN
}
