package org.fletchck.web.forms;

import java.util.List;
import org.fletchck.spi.Problem;

/**
 * What is asked of a form.
 *
 * @param name what it is about; empty for something new
 * @param isJudged whether to say what is wrong with what was typed
 * @param problems what else is wrong
 * @param isConflict whether somebody else changed the same meanwhile
 */
record FormRequest(String name, boolean isJudged, List<Problem> problems, boolean isConflict) {

  /** Asks for a form of something new, of which not everything can be right yet. */
  static FormRequest fresh() {
    return new FormRequest("", false, List.of(), false);
  }

  static FormRequest about(String name) {
    return new FormRequest(name, true, List.of(), false);
  }

  boolean isNew() {
    return name.isEmpty();
  }

  FormRequest judged() {
    return new FormRequest(name, true, problems, isConflict);
  }

  FormRequest with(List<Problem> more) {
    return new FormRequest(name, isJudged, more, isConflict);
  }

  /** Asks for what is shown after an attempt that failed. */
  FormRequest after(Attempt attempt) {
    return new FormRequest(
        name, isJudged, attempt.problems(), attempt.end() == Attempt.End.CONFLICT);
  }
}
