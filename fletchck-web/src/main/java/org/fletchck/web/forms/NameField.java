package org.fletchck.web.forms;

import java.util.List;

/** The field for the name of a new entry. */
final class NameField {

  static final String NAME = "name";

  private NameField() {}

  static Field of(String kind, String typed, FieldProblems fieldProblems) {
    return new Field(
        NAME,
        NAME,
        "The name of the " + kind + " on pages and in notifications",
        Field.Input.TEXT,
        typed,
        "",
        List.of(),
        true,
        "",
        fieldProblems.at(NAME));
  }
}
