package org.fletchck.web.forms;

import org.fletchck.spi.Problem;

/**
 * A problem as pages show it.
 *
 * @param error whether it is an error rather than a warning
 * @param text what is wrong and what would work
 */
public record ProblemView(boolean error, String text) {

  /** Returns the view of a problem beside its field, without its path. */
  static ProblemView here(Problem problem) {
    return new ProblemView(
        problem.isError(),
        problem.message() + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy()));
  }

  /** Returns the view of a problem with its path. */
  static ProblemView elsewhere(Problem problem) {
    return new ProblemView(problem.isError(), problem.toString());
  }
}
