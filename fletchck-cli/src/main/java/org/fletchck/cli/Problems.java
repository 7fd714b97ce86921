package org.fletchck.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Problem;

/** Formats the problems of a configuration. */
final class Problems {

  private Problems() {}

  /** Returns the lists one after the other, errors and warnings as they come. */
  static List<Problem> all(List<Problem> first, List<Problem> second, List<Problem> third) {
    List<Problem> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    return all;
  }

  /** Returns a line such as {@code error checks."Home Cert".options.port: expected ...}. */
  static String line(Problem problem) {
    return word(problem) + " ".repeat(9 - word(problem).length()) + problem;
  }

  /** Prints problems as warnings, because they don't keep this command from working. */
  static void warn(List<Problem> problems, PrintWriter err) {
    problems.stream()
        .map(p -> Problem.warning(p.path(), p.message(), p.remedy()))
        .forEach(problem -> err.println(line(problem)));
  }

  static Map<String, Object> json(Problem problem) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("severity", word(problem));
    values.put("path", problem.path());
    values.put("message", problem.message());
    values.put("remedy", problem.remedy());
    return values;
  }

  private static String word(Problem problem) {
    return problem.isError() ? "error" : "warning";
  }
}
