package org.fletchck.web.layout;

import org.fletchck.spi.Status;

/** How the status of a check is shown: as a word, with the icon and colour of its class. */
public enum StatusSign {
  /** The check fails. */
  FAIL("fail", "Fail"),
  /** The check is misconfigured. */
  MISCONFIGURED("misconfigured", "Misconfigured"),
  /** The check is blocked by a failing one. */
  UNREACHABLE("unreachable", "Unreachable"),
  /** The check hasn't been judged yet. */
  PENDING("pending", "Pending"),
  /** The check is paused. */
  PAUSED("paused", "Paused"),
  /** The check passes. */
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

  /** Returns the class in the style sheet, which is also the name in addresses. */
  public String css() {
    return css;
  }

  /** Returns the word that is shown. */
  public String word() {
    return word;
  }
}
