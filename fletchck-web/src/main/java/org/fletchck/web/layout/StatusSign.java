package org.fletchck.web.layout;

import org.fletchck.spi.Status;

/** How the status of a check is shown: by a word, with the sign and colour of its class. */
public enum StatusSign {
  /** Broken. */
  FAIL("fail", "Fail"),
  /** Its configuration isn't valid. */
  MISCONFIGURED("misconfigured", "Misconfigured"),
  /** Behind something broken. */
  UNREACHABLE("unreachable", "Unreachable"),
  /** Not judged yet. */
  PENDING("pending", "Pending"),
  /** Not run, by wish. */
  PAUSED("paused", "Paused"),
  /** In order. */
  PASS("pass", "Pass");

  private final String css;
  private final String word;

  StatusSign(String css, String word) {
    this.css = css;
    this.word = word;
  }

  /** Returns the sign of a check. */
  public static StatusSign of(Status status, boolean misconfigured) {
    if (misconfigured) {
      return MISCONFIGURED;
    }
    return switch (status) {
      case PASS -> PASS;
      case FAIL -> FAIL;
      case UNREACHABLE -> UNREACHABLE;
      case PAUSED -> PAUSED;
      case PENDING -> PENDING;
    };
  }

  /** Returns the class in the style sheet, which is its name in addresses too. */
  public String css() {
    return css;
  }

  /** Returns the word. */
  public String word() {
    return word;
  }
}
