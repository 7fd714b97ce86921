package org.fletchck.web.forms;

/**
 * What the page of a form for a check or an action shows.
 *
 * @param form the form
 * @param name the name; empty for a new one
 * @param path the path of it, below the base
 */
public record EntryView(FormView form, String name, String path) {

  /** Tells whether it isn't there yet. */
  public boolean isNew() {
    return name.isEmpty();
  }
}
