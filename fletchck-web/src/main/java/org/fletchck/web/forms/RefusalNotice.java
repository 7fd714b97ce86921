package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Stream;
import org.fletchck.spi.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Says at the head of a form why it wasn't saved, and where to look.
 *
 * @param count how much is wrong
 * @param fields those that are wrong, in the order of the form
 * @param elsewhere what is wrong and belongs to no field
 */
public record RefusalNotice(int count, List<Field> fields, List<ProblemView> elsewhere) {

  /**
   * Sorts problems by the fields of a form; null if there are none.
   *
   * @param base path of what the form is about
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

  /** Returns what happened, in a few words. */
  public String headline() {
    return "Not saved: " + count + (count == 1 ? " problem" : " problems");
  }
}
