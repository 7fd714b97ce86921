package org.fletchck.web.http;

/** What a caller may do, from nothing to everything. */
public enum Access {
  /** What everybody may do, without a login. */
  PUBLIC,
  /** Read everything. */
  READ,
  /** Read and change everything. */
  WRITE;

  /** Returns whether whoever may do this may also do that. */
  public boolean includes(Access other) {
    return compareTo(other) >= 0;
  }
}
