package org.fletchck.web.edit;

import java.util.List;
import org.fletchck.spi.Problem;

/** The name of something new. */
final class NameField {

  static final String NAME = "name";

  private NameField() {}

  /** Takes what is wrong with the name out of the problems. */
  static Field of(String kind, String typed, List<Problem> problems) {
    List<Told> wrong = new Findings(problems, "").at(NAME);
    problems.removeIf(problem -> problem.path().equals(NAME));
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
        wrong);
  }
}
