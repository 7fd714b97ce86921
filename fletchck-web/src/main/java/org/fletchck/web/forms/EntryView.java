package org.fletchck.web.forms;

/**
 * What the edit page of a check or an action shows.
 *
 * @param form the form
 * @param name the name of the entry; empty for a new one
 * @param path the path of the entry, relative to the base
 */
public record EntryView(FormView form, String name, String path) {

  /** Returns whether the entry is new. */
  public boolean isNew() {
    return name.isEmpty();
  }
}
