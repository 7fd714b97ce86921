package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.Problem;

/** Assigns problems to fields; those that belong to no field are shown above the form. */
final class FieldProblems {

  private final List<Problem> left;
  private final String base;

  /**
   * Creates an assignment of these problems.
   *
   * @param base the path of the edited part; empty for the whole file
   */
  FieldProblems(List<Problem> problems, String base) {
    this.left = new ArrayList<>(problems.stream().distinct().toList());
    this.base = base.isEmpty() ? "" : base + ".";
  }

  /** Removes and returns the problems of a field and of anything inside it. */
  List<ProblemView> at(String field) {
    String path = base + field;
    List<Problem> here =
        left.stream()
            .filter(p -> p.path().equals(path) || p.path().startsWith(path + "."))
            .toList();
    left.removeAll(here);
    return here.stream().map(ProblemView::here).toList();
  }

  /** Returns the problems that belong to no field. */
  List<ProblemView> rest() {
    return left.stream().map(ProblemView::elsewhere).toList();
  }
}
