package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A field of a form.
 *
 * @param name the name in the form
 * @param label the label: the key in the file
 * @param help the help text
 * @param input the kind of input
 * @param value the value as text
 * @param hint the value that applies while the field is empty
 * @param choices the choices to select or tick
 * @param required whether a value is required
 * @param locked why the field can't be changed here; empty if it can
 * @param problems the problems of the field
 */
public record Field(
    String name,
    String label,
    String help,
    Input input,
    String value,
    String hint,
    List<Choice> choices,
    boolean required,
    String locked,
    List<ProblemView> problems) {

  /** The kinds of input. */
  public enum Input {
    /** One line. */
    TEXT,
    /** One line with a number. */
    NUMBER,
    /** One line that is hidden while it is typed. */
    SECRET,
    /** Several lines. */
    AREA,
    /** One of a few choices. */
    SELECT,
    /** Check boxes. */
    BOXES,
    /** One line with a trigger. */
    TRIGGER
  }

  /**
   * A choice.
   *
   * @param value the value that is sent
   * @param label the label that is shown
   * @param chosen whether it is selected
   */
  public record Choice(String value, String label, boolean chosen) {}

  /** Returns the id of the field. */
  public String id() {
    return "f-" + name.replace('.', '-');
  }

  /** Returns the field with another help text. */
  Field withHelp(String other) {
    return new Field(name, label, other, input, value, hint, choices, required, locked, problems);
  }

  /** Returns the ids of the help and of each problem. */
  public String describedBy() {
    return IntStream.range(0, problems.size())
        .mapToObj(this::problemId)
        .collect(Collectors.joining(" ", helpId() + " ", ""))
        .strip();
  }

  /** Returns the id of the help text. */
  public String helpId() {
    return id() + "-help";
  }

  /** Returns the id of a problem, counted from 0. */
  public String problemId(int index) {
    return id() + "-problem-" + (index + 1);
  }

  /** Returns whether the field has an error, not just warnings. */
  public boolean isWrong() {
    return problems.stream().anyMatch(ProblemView::error);
  }

  /** Returns the number of lines to show. */
  public int rows() {
    return (int) Math.max(2, Math.min(12, value.lines().count() + 1));
  }
}
