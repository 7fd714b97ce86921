package org.fletchck.web.forms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a form shows.
 *
 * @param action the path that the form is sent to, relative to the base
 * @param mark identifies the state of the file that the form was made from
 * @param name the field for the name of a new entry; null for an existing one
 * @param groups the sections of the form
 * @param problems the problems that belong to no field
 * @param conflict the differences from somebody else's change; null if there was none
 * @param refused why the form wasn't saved; null if it wasn't refused
 * @param runs the next runs for the trigger that was entered
 * @param readOnly why nothing can be changed; empty if it can
 */
public record FormView(
    String action,
    String mark,
    @Nullable Field name,
    List<FieldSection> groups,
    List<ProblemView> problems,
    @Nullable List<Difference> conflict,
    @Nullable RefusalNotice refused,
    NextRuns runs,
    String readOnly) {

  /** The field that holds the mark. */
  public static final String MARK = "mark";

  /** Creates a form without the problems that the refusal already lists. */
  public FormView {
    if (refused != null) {
      List<ProblemView> said = refused.elsewhere();
      problems = problems.stream().filter(problem -> !said.contains(problem)).toList();
    }
  }

  /** Returns whether a field is the first one with an error after a refusal. */
  public boolean isFirstWrong(Field field) {
    return refused != null
        && refused.fields().stream().findFirst().filter(field::equals).isPresent();
  }
}
