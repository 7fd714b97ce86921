package org.fletchck.web.http;

/**
 * Who sent a request.
 *
 * @param name the name of the user or token; empty for an unknown caller
 * @param may what the caller may do
 * @param csrf the token that forms of this caller must carry; empty where none is needed, because
 *     the caller isn't identified by a cookie
 */
public record Caller(String name, Access may, String csrf) {

  /** An unknown caller. */
  public static final Caller ANYBODY = new Caller("", Access.PUBLIC, "");

  /** Returns whether this is somebody who logged in, not a program with a token. */
  public boolean hasSession() {
    return !csrf.isEmpty();
  }

  /** Returns whether the caller is known. */
  public boolean isKnown() {
    return may != Access.PUBLIC;
  }
}
