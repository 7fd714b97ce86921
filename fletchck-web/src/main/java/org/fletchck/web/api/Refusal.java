package org.fletchck.web.api;

import java.util.List;
import org.fletchck.spi.Problem;

/** Thrown for a request that is answered with an error; lists what is wrong with it. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Problem> problems;

  Refusal(int status, String detail) {
    this(status, detail, List.of());
  }

  Refusal(int status, String detail, List<Problem> problems) {
    super(detail, null, false, false);
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  /** Returns a 404. */
  static Refusal notFound(String kind, String name) {
    return new Refusal(404, "there is no " + kind + " named " + name);
  }

  /** Returns a 409 for a name that is taken. */
  static Refusal taken(String kind, String name) {
    return new Refusal(409, "there is already " + article(kind) + kind + " named " + name);
  }

  private static String article(String kind) {
    return kind.startsWith("a") ? "an " : "a ";
  }

  /** Returns a 422 for an invalid value. */
  static Refusal wrong(String path, String message) {
    return wrong(List.of(Problem.error(path, message, "")));
  }

  /** Returns a 422 for invalid values. */
  static Refusal wrong(List<Problem> problems) {
    return new Refusal(422, "the request can't be carried out; see the problems", problems);
  }

  /** Returns a 400 for a request that can't be read. */
  static Refusal unreadable(String detail) {
    return new Refusal(400, detail);
  }

  int status() {
    return status;
  }

  List<Problem> problems() {
    return problems;
  }
}
