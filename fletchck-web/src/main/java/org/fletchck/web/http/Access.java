package org.fletchck.web.http;

/** What somebody may do, from nothing to everything. */
public enum Access {
  /** Everybody may, without a login. */
  PUBLIC,
  /** Look at everything. */
  READ,
  /** Change everything. */
  WRITE;

  /** Tells whether who may do this may also do that. */
  public boolean includes(Access other) {
    return compareTo(other) >= 0;
  }
}
