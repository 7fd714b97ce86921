package org.fletchck.web.edit;

/**
 * What the page of an action's form shows.
 *
 * @param form the form
 * @param name the action; empty for a new one
 */
public record ActionView(FormView form, String name) {

  /** Returns the path of the action below the base. */
  public String path() {
    return Kit.path("actions", name);
  }
}
