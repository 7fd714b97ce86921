package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Stream;
import org.fletchck.spi.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A notice above a form that says why it wasn't saved.
 *
 * @param count the number of errors
 * @param fields the fields with errors, in the order of the form
 * @param elsewhere the errors that belong to no field
 */
public record RefusalNotice(int count, List<Field> fields, List<ProblemView> elsewhere) {

  /**
   * Returns the notice for some problems; null if there are no errors among them.
   *
   * @param base the path of the edited part
   * @param fields all fields of the form
   */
  static @Nullable RefusalNotice of(List<Problem> problems, String base, Stream<Field> fields) {
    List<Problem> errors = problems.stream().filter(Problem::isError).distinct().toList();
    if (errors.isEmpty()) {
      return null;
    }
    FieldProblems fieldProblems = new FieldProblems(errors, base);
    List<Field> wrong = fields.filter(field -> !fieldProblems.at(field.name()).isEmpty()).toList();
    return new RefusalNotice(errors.size(), wrong, fieldProblems.rest());
  }

  /** Returns the heading of the notice. */
  public String headline() {
    return "Not saved: " + count + (count == 1 ? " problem" : " problems");
  }
}
