package org.fletchck.web.edit;

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
record Asked(String name, boolean isJudged, List<Problem> problems, boolean isConflict) {

  /** Asks for a form of something new, of which not everything can be right yet. */
  static Asked fresh() {
    return new Asked("", false, List.of(), false);
  }

  static Asked about(String name) {
    return new Asked(name, true, List.of(), false);
  }

  boolean isNew() {
    return name.isEmpty();
  }

  Asked judged() {
    return new Asked(name, true, problems, isConflict);
  }

  Asked with(List<Problem> more) {
    return new Asked(name, isJudged, more, isConflict);
  }

  /** Asks for what is shown after an attempt that failed. */
  Asked after(Attempt attempt) {
    return new Asked(name, isJudged, attempt.problems(), attempt.end() == Attempt.End.CONFLICT);
  }
}
