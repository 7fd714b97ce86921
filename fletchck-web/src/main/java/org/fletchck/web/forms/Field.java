package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One field of a form.
 *
 * @param name its name in the form
 * @param label what is written beside it: the key in the file
 * @param help what it means
 * @param input what it looks like
 * @param value its text
 * @param hint what holds while it is empty
 * @param choices what can be chosen or ticked
 * @param required whether something has to be there
 * @param locked why it can't be changed here; empty if it can
 * @param problems what is wrong with it
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

  /** What fields look like. */
  public enum Input {
    /** One line. */
    TEXT,
    /** One line that is a number. */
    NUMBER,
    /** One line that isn't shown while it is typed. */
    SECRET,
    /** Several lines. */
    AREA,
    /** One of a few. */
    SELECT,
    /** Some of many, ticked. */
    BOXES,
    /** One line that says when to run. */
    TRIGGER
  }

  /**
   * Something to choose.
   *
   * @param value what is sent
   * @param label what is shown
   * @param chosen whether it is chosen now
   */
  public record Choice(String value, String label, boolean chosen) {}

  /** Returns what connects the field with its label and help. */
  public String id() {
    return "f-" + name.replace('.', '-');
  }

  /** Returns it with another help. */
  Field withHelp(String other) {
    return new Field(name, label, other, input, value, hint, choices, required, locked, problems);
  }

  /** Returns the ids of what is said of the field: its help, then each problem. */
  public String describedBy() {
    return IntStream.range(0, problems.size())
        .mapToObj(this::problemId)
        .collect(Collectors.joining(" ", helpId() + " ", ""))
        .strip();
  }

  /** Returns the id of the help. */
  public String helpId() {
    return id() + "-help";
  }

  /** Returns the id of a problem, counted from 0. */
  public String problemId(int index) {
    return id() + "-problem-" + (index + 1);
  }

  /** Tells whether something is so wrong that it can't be saved. */
  public boolean isWrong() {
    return problems.stream().anyMatch(ProblemView::error);
  }

  /** Returns how many lines to show. */
  public int rows() {
    return (int) Math.max(2, Math.min(12, value.lines().count() + 1));
  }
}
