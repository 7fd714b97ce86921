package org.fletchck.web.http;

/**
 * Who asks.
 *
 * @param name the name of the user or token; empty for somebody unknown
 * @param may what they may do
 * @param csrf the token that forms of this caller must carry; empty where none is needed, because
 *     the caller isn't known by a cookie
 */
public record Caller(String name, Access may, String csrf) {

  /** Somebody unknown. */
  public static final Caller ANYBODY = new Caller("", Access.PUBLIC, "");

  /** Tells whether this is somebody who logged in, not a program with a token. */
  public boolean hasSession() {
    return !csrf.isEmpty();
  }

  /** Tells whether this is somebody known. */
  public boolean isKnown() {
    return may != Access.PUBLIC;
  }
}
