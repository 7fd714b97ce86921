package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Collectors;
import org.fletchck.spi.Options;

/**
 * A field in which the input differs from somebody else's change.
 *
 * @param label the label of the field
 * @param there the value in the file now
 * @param typed the value that was entered
 */
public record Difference(String label, String there, String typed) {

  static Difference of(Field there, Field typed) {
    return new Difference(typed.label(), text(there), text(typed));
  }

  private static String text(Field field) {
    if (field.input() == Field.Input.BOXES) {
      return field.choices().stream()
          .filter(Field.Choice::chosen)
          .map(Field.Choice::value)
          .sorted()
          .collect(Collectors.joining(", "));
    }
    boolean secret = field.input() == Field.Input.SECRET && !field.value().equals(Options.MASK);
    return secret && !field.value().isEmpty() ? "(changed)" : field.value();
  }

  /** Returns the labels of some differences. */
  static String labels(List<Difference> differences) {
    return differences.stream().map(Difference::label).collect(Collectors.joining(", "));
  }
}
