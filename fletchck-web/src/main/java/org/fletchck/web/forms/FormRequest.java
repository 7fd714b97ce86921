package org.fletchck.web.forms;

import java.util.List;
import org.fletchck.spi.Problem;

/**
 * A request for a form.
 *
 * @param name the name of the edited entry; empty for a new one
 * @param isJudged whether to show the problems of the input
 * @param problems further problems
 * @param isConflict whether somebody else has changed the same entry in the meantime
 */
record FormRequest(String name, boolean isJudged, List<Problem> problems, boolean isConflict) {

  /** Returns a request for a new entry, which is incomplete and therefore not judged yet. */
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

  /** Returns a request for the form after a failed attempt to save it. */
  FormRequest after(Attempt attempt) {
    return new FormRequest(
        name, isJudged, attempt.problems(), attempt.end() == Attempt.End.CONFLICT);
  }
}
