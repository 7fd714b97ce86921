package org.fletchck.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A handler with the requests that it answers and the access that they need.
 *
 * @param method the HTTP method; GET includes HEAD
 * @param pattern a path such as {@code /checks/{name}/edit}; a part in braces matches one segment
 * @param access what the caller must be allowed
 * @param handler answers the requests
 */
public record Route(String method, String pattern, Access access, Handler handler) {

  /** Returns whether this is for programs, which get errors as JSON and no login page. */
  public boolean isApi() {
    return isApi(pattern);
  }

  static boolean isApi(String path) {
    return path.startsWith("/api/") || path.equals("/metrics");
  }

  /**
   * Returns the decoded segments by their names in braces; empty if the path doesn't match.
   *
   * @param parts the segments of the pattern
   * @param path the segments of a path, decoded
   */
  static Optional<Map<String, String>> match(List<String> parts, List<String> path) {
    if (parts.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith("{")) {
        found.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(segment);
    }
    return segments;
  }
}
