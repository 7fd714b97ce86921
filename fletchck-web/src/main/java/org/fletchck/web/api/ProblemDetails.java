package org.fletchck.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Response;

/** Writes errors as specified by RFC 9457, with the place of each invalid value. */
final class ProblemDetails {

  static final String TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          409, "Conflict",
          412, "Precondition Failed",
          422, "Unprocessable Content",
          428, "Precondition Required",
          503, "Service Unavailable");

  private ProblemDetails() {}

  static Response answer(Refusal refusal) {
    return answer(refusal.status(), String.valueOf(refusal.getMessage()), refusal.problems());
  }

  static Response answer(int status, String detail, List<Problem> problems) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", "about:blank");
    values.put("title", title(status));
    values.put("status", status);
    values.put("detail", detail);
    if (!problems.isEmpty()) {
      values.put("problems", list(problems));
    }
    return Response.of(status, TYPE, JsonBodies.text(values));
  }

  static String title(int status) {
    return TITLES.getOrDefault(status, "Error");
  }

  static List<Map<String, String>> list(List<Problem> problems) {
    return problems.stream().map(ProblemDetails::values).toList();
  }

  /** Lists the problems of an entry, by its path. */
  static List<Map<String, String>> about(String path, List<Problem> problems) {
    return list(
        problems.stream()
            .filter(p -> p.path().equals(path) || p.path().startsWith(path + "."))
            .toList());
  }

  private static Map<String, String> values(Problem problem) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    values.put("path", problem.path());
    values.put("message", problem.message());
    values.put("remedy", problem.remedy());
    return values;
  }
}
