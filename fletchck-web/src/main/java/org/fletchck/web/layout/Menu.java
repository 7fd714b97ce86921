package org.fletchck.web.layout;

import java.util.Locale;

/** The entries of the menu on each page. */
public enum Menu {
  /** What is wrong, and every check. */
  CHECKS("/", "Dashboard"),
  /** Dependencies and sequences. */
  DEPENDENCIES("/dependencies", "Dependencies"),
  /** How people are notified. */
  ACTIONS("/actions", "Actions"),
  /** What happened. */
  LOG("/log", "Log"),
  /** Settings of the whole site. */
  SITE("/site", "Site"),
  /** Who may log in. */
  USERS("/users", "Users");

  private final String path;
  private final String word;

  Menu(String path, String word) {
    this.path = path;
    this.word = word;
  }

  /** Returns the path, relative to the base. */
  public String path() {
    return path;
  }

  /** Returns the word that is shown. */
  public String word() {
    return word;
  }

  /** Returns the value of {@link Page#tab()} for pages that belong to this entry. */
  public String tab() {
    return name().toLowerCase(Locale.ROOT);
  }
}
