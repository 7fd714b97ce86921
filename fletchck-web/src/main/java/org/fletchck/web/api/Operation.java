package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Handler;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the API: a route, and its description in the OpenAPI document.
 *
 * @param method the HTTP method
 * @param path below {@link Api#ROOT}
 * @param summary a sentence
 * @param parameters query parameters and headers, in their order
 * @param takes the schema of the body; null for none
 * @param status the status on success
 * @param answers the schema of the response; null for none
 * @param refuses the statuses of errors
 * @param handler answers requests
 */
record Operation(
    String method,
    String path,
    String summary,
    List<Parameter> parameters,
    @Nullable String takes,
    int status,
    @Nullable String answers,
    List<Integer> refuses,
    Handler handler) {

  /**
   * A query parameter or a header.
   *
   * @param in {@code query} or {@code header}
   * @param type a type of JSON Schema, or {@code date-time}
   */
  record Parameter(String name, String in, String type, String description) {}

  /** Returns an operation that changes nothing. */
  static Operation get(String path, String summary, String answers, Handler handler) {
    return new Operation("GET", path, summary, List.of(), null, 200, answers, List.of(), handler);
  }

  /** Returns an operation that changes something. */
  static Operation change(String method, String path, String summary, Handler handler) {
    return new Operation(
        method, path, summary, List.of(), null, 200, "Changed", List.of(), handler);
  }

  Operation query(String name, String type, String description) {
    return with(new Parameter(name, "query", type, description));
  }

  Operation header(String name, String description) {
    return with(new Parameter(name, "header", "string", description));
  }

  private Operation with(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Operation(method, path, summary, more, takes, status, answers, refuses, handler);
  }

  Operation takes(String schema) {
    return new Operation(
        method, path, summary, parameters, schema, status, answers, refuses, handler);
  }

  Operation answers(int code, String schema) {
    return new Operation(method, path, summary, parameters, takes, code, schema, refuses, handler);
  }

  Operation refuses(Integer... codes) {
    return new Operation(
        method, path, summary, parameters, takes, status, answers, List.of(codes), handler);
  }

  Access access() {
    return method.equals("GET") ? Access.READ : Access.WRITE;
  }

  /** Returns the names of the segments in braces. */
  List<String> segments() {
    List<String> names = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.startsWith("{")) {
        names.add(part.substring(1, part.length() - 1));
      }
    }
    return names;
  }
}
