package org.fletchck.web.edit;

/**
 * What the page of a check's form shows.
 *
 * @param form the form
 * @param name the check; empty for a new one
 */
public record CheckView(FormView form, String name) {

  /** Returns the path of the check below the base. */
  public String path() {
    return Kit.path("checks", name);
  }

  /** Returns the path to go back to without saving. */
  public String back() {
    return name.isEmpty() ? "/" : path();
  }
}
