package org.fletchck.web.forms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form as it is shown.
 *
 * @param action the path that it is sent to, below the base
 * @param mark tells which state of the file it was made of
 * @param name the name of what is edited, to be typed; null where it stands already
 * @param groups the fields
 * @param problems what is wrong and belongs to no field
 * @param conflict what somebody else changed meanwhile, or null if nobody did
 * @param refused why it wasn't saved, or null if nobody tried
 * @param runs when the typed trigger would run
 * @param readOnly why nothing can be changed here; empty if it can
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

  /** The field that says which state of the file a form was made of. */
  public static final String MARK = "mark";

  /** Makes it; what the refusal says isn't said once more. */
  public FormView {
    if (refused != null) {
      List<ProblemView> said = refused.elsewhere();
      problems = problems.stream().filter(problem -> !said.contains(problem)).toList();
    }
  }

  /** Tells whether a field is the one to begin with after a refusal. */
  public boolean isFirstWrong(Field field) {
    return refused != null
        && refused.fields().stream().findFirst().filter(field::equals).isPresent();
  }
}
