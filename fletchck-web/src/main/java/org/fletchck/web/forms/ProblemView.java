package org.fletchck.web.forms;

import org.fletchck.spi.Problem;

/**
 * A problem as it is shown.
 *
 * @param error whether it is more than a warning
 * @param text what is wrong and what would work
 */
public record ProblemView(boolean error, String text) {

  /** Tells of a problem at its place, which needs no name there. */
  static ProblemView here(Problem problem) {
    return new ProblemView(
        problem.isError(),
        problem.message() + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy()));
  }

  /** Tells of a problem and where it is. */
  static ProblemView elsewhere(Problem problem) {
    return new ProblemView(problem.isError(), problem.toString());
  }
}
