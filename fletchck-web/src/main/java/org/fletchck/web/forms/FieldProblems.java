package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.Problem;

/** Problems that find their fields: each is shown beside one, and the rest above the form. */
final class FieldProblems {

  private final List<Problem> left;
  private final String base;

  /**
   * Takes problems.
   *
   * @param base path of what the form is about; empty for the whole file
   */
  FieldProblems(List<Problem> problems, String base) {
    this.left = new ArrayList<>(problems.stream().distinct().toList());
    this.base = base.isEmpty() ? "" : base + ".";
  }

  /** Takes those of a field, and of what is inside it. */
  List<ProblemView> at(String field) {
    String path = base + field;
    List<Problem> here =
        left.stream()
            .filter(p -> p.path().equals(path) || p.path().startsWith(path + "."))
            .toList();
    left.removeAll(here);
    return here.stream().map(ProblemView::here).toList();
  }

  /** Returns those that belong to no field. */
  List<ProblemView> rest() {
    return left.stream().map(ProblemView::elsewhere).toList();
  }
}
