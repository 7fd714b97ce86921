package org.fletchck.spi;

/** The outcome of one run. */
public enum Verdict {
  /** The service works. */
  PASSED,
  /** The service doesn't work. */
  FAILED,
  /** Nothing is known about the service. */
  UNKNOWN
}
