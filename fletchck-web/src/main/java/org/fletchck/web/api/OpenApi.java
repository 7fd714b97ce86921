package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fletchck.web.http.Access;
import org.jspecify.annotations.Nullable;

/**
 * Describes the API as an OpenAPI 3.1 document: paths from the operations, schemas and examples
 * from files beside this class.
 */
final class OpenApi {

  private static final String JSON = "application/json";
  private static final Set<String> MAY_BE_EMPTY = Set.of("Pause", "Report");
  private static final Map<Integer, String> SAID =
      Map.of(
          200, "Done.",
          201, "Created.",
          400, "The request can't be read, or a query parameter is invalid.",
          401, "The token is missing or invalid.",
          403, "The token may not do this, or the configuration is read-only.",
          404, "Not found.",
          409, "The request conflicts with the current state of the site.",
          412, "It was changed by somebody else meanwhile.",
          422, "A value is invalid; the problems name it.",
          428, "The ETag of the version to change is missing.");

  private final List<Operation> operations;
  private final Map<String, Object> examples = JsonBodies.resource("examples.json");

  OpenApi(List<Operation> operations) {
    this.operations = operations;
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "fletchck",
            "version",
            "1",
            "description",
            "Reads and changes a site. Send a token as a bearer token; one with access read may"
                + " only GET."));
    document.put("servers", List.of(Map.of("url", "../v1")));
    document.put("security", List.of(Map.of("token", List.of())));
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Operation operation : operations) {
      paths
          .computeIfAbsent(operation.path(), p -> new LinkedHashMap<>())
          .put(StateJson.lower(operation.method()), describe(operation));
    }
    document.put("paths", paths);
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer")));
    components.put("schemas", JsonBodies.resource("schemas.json"));
    document.put("components", components);
    return document;
  }

  private Map<String, Object> describe(Operation operation) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("operationId", id(operation));
    values.put("summary", operation.summary());
    List<Object> parameters = new ArrayList<>();
    operation.segments().forEach(s -> parameters.add(parameter(s, "path", "string", "Its name")));
    operation
        .parameters()
        .forEach(p -> parameters.add(parameter(p.name(), p.in(), p.type(), p.description())));
    if (!parameters.isEmpty()) {
      values.put("parameters", parameters);
    }
    Map<?, ?> example =
        examples.get(operation.method() + " " + operation.path()) instanceof Map<?, ?> map
            ? map
            : Map.of();
    if (operation.takes() != null) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("required", !MAY_BE_EMPTY.contains(operation.takes()));
      body.putAll(content(operation.takes(), JSON, example.get("body")));
      values.put("requestBody", body);
    }
    values.put("responses", responses(operation, example.get("answer")));
    return values;
  }

  private Map<String, Object> responses(Operation operation, @Nullable Object example) {
    Map<String, Object> responses = new TreeMap<>();
    Map<String, Object> done = said(operation.status());
    if (isTagged(operation)) {
      done.put(
          "headers",
          Map.of(
              "ETag",
              Map.of(
                  "description",
                  "What to send as " + EntityTags.HEADER,
                  "schema",
                  Map.of("type", "string"))));
    }
    if (operation.answers() != null) {
      done.putAll(content(operation.answers(), JSON, example));
    }
    responses.put(String.valueOf(operation.status()), done);
    Set<Integer> refuses = new TreeSet<>(operation.refuses());
    refuses.add(401);
    if (operation.access() == Access.WRITE) {
      refuses.add(403);
    }
    for (int status : refuses) {
      Map<String, Object> refused = said(status);
      refused.putAll(content("Error", ProblemDetails.TYPE, null));
      responses.put(String.valueOf(status), refused);
    }
    return responses;
  }

  /** Returns whether responses have an ETag: those about what can be replaced. */
  private boolean isTagged(Operation operation) {
    return !operation.method().equals("DELETE")
        && operations.stream()
            .filter(o -> o.path().equals(operation.path()) && o.method().equals("PUT"))
            .flatMap(o -> o.parameters().stream())
            .anyMatch(parameter -> parameter.name().equals(EntityTags.HEADER));
  }

  private static Map<String, Object> said(int status) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("description", SAID.getOrDefault(status, ProblemDetails.title(status)));
    return values;
  }

  private static Map<String, Object> content(String schema, String type, @Nullable Object example) {
    Map<String, Object> media = new LinkedHashMap<>();
    media.put("schema", Map.of("$ref", "#/components/schemas/" + schema));
    if (example != null) {
      media.put("example", example);
    }
    return Map.of("content", Map.of(type, media));
  }

  private static Map<String, Object> parameter(
      String name, String in, String type, String description) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("in", in);
    values.put("description", description);
    values.put("required", in.equals("path"));
    values.put(
        "schema",
        type.equals("date-time") ? Map.of("type", "string", "format", type) : Map.of("type", type));
    return values;
  }

  /** Returns a name for programs, such as {@code getChecksNameConfig}. */
  private static String id(Operation operation) {
    StringBuilder id = new StringBuilder(StateJson.lower(operation.method()));
    for (String word : operation.path().split("[^a-zA-Z]+", -1)) {
      if (!word.isEmpty()) {
        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return id.toString();
  }
}
