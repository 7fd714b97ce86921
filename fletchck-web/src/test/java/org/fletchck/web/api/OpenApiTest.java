package org.fletchck.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fletchck.config.SiteFile;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds the document to what the API does. With {@code -Ddocs.write=true} examples are written. */
class OpenApiTest {

  private static final Path EXAMPLES =
      Path.of("src/main/resources/org/fletchck/web/api/examples.json");
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final Pattern RANDOM_ID = Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b");
  private static final Pattern TOKEN = Pattern.compile("fletchck_[\\w-]+");
  private static final String FIXED_ID = "0b6f3a52-6c1e-4f0a-9d53-2f1a7c8e4d10";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private Map<String, Object> document() {
    return ExampleSite.values(example.get("/openapi.json"));
  }

  @SuppressWarnings("unchecked") // keys of what was read are strings
  private static Map<String, Object> at(Object value, String... keys) {
    Object found = value;
    for (String key : keys) {
      found = ((Map<String, Object>) found).get(key);
    }
    return (Map<String, Object>) found;
  }

  @Test
  void describesEveryRouteAndNothingElse() {
    List<String> routes = new ArrayList<>();
    for (Route route : example.routes().all()) {
      routes.add(route.method() + " " + route.pattern());
    }
    List<String> described = new ArrayList<>();
    at(document(), "paths")
        .forEach(
            (path, item) ->
                at(item)
                    .keySet()
                    .forEach(
                        m -> described.add(m.toUpperCase(Locale.ROOT) + " " + Api.ROOT + path)));

    assertThat(described).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void describesEachParameterBodyAndAnswer() {
    Set<String> schemas = at(document(), "components", "schemas").keySet();
    for (Operation operation : example.api.operations()) {
      assertThat(operation.summary()).endsWith(".");
      assertThat(schemas).contains(operation.answers());
      if (operation.takes() != null) {
        assertThat(schemas).contains(operation.takes());
      }
      Map<String, Object> described =
          at(document(), "paths", operation.path(), StateJson.lower(operation.method()));
      assertThat(at(described, "responses"))
          .containsKeys(String.valueOf(operation.status()), "401")
          .allSatisfy((status, answer) -> assertThat(at(answer)).containsKey("description"));
      for (String segment : operation.segments()) {
        assertThat(described.get("parameters").toString()).contains("name=" + segment);
      }
    }
  }

  @Test
  void documentsETagWhereReturned() {
    for (Operation operation : example.api.operations()) {
      if (operation.method().equals("GET")) {
        String path = operation.path().replace("{name}", pathName(operation.path()));
        Map<String, Object> done =
            at(document(), "paths", operation.path(), "get", "responses", "200");

        assertThat(example.get(path).headers().containsKey("ETag"))
            .as(path)
            .isEqualTo(done.containsKey("headers"));
      }
    }
  }

  private static String pathName(String path) {
    return path.startsWith("/actions") ? "mail" : "web";
  }

  @Test
  void usesEverySchemaAndNamesEachOperationOnce() {
    String text = example.get("/openapi.json").text();
    Set<String> schemas = at(document(), "components", "schemas").keySet();

    assertThat(schemas).allMatch(name -> text.contains("\"#/components/schemas/" + name + "\""));
    assertThat(
            at(document(), "paths").values().stream()
                .flatMap(item -> at(item).values().stream())
                .map(operation -> at(operation).get("operationId")))
        .doesNotHaveDuplicates();
  }

  @Test
  void definesValidSchemas() {
    Schema meta = registry.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

    at(document(), "components", "schemas")
        .forEach(
            (name, schema) ->
                assertThat(meta.validate(SiteFile.format(at(schema)), InputFormat.JSON))
                    .as(name)
                    .isEmpty());
  }

  @Test
  void showsExamplesThatMatchActualResponses() throws IOException {
    Map<String, Object> examples = JsonBodies.resource("examples.json");
    Map<String, Object> played = new LinkedHashMap<>();
    example.after(Duration.ofMinutes(30));

    examples.forEach((operation, e) -> played.put(operation, play(operation, at(e))));

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(EXAMPLES, SiteFile.format(played), UTF_8);
    } else {
      assertThat(played).isEqualTo(examples);
    }
  }

  private Map<String, Object> play(String name, Map<String, Object> given) {
    Operation operation =
        example.api.operations().stream()
            .filter(o -> (o.method() + " " + o.path()).equals(name))
            .findFirst()
            .orElseThrow();
    String body = given.get("body") == null ? "" : SiteFile.format(at(given, "body"));
    if (operation.takes() != null) {
      assertFits(operation.takes(), body, name);
    }
    Response answer =
        example.ask(
            operation.method(),
            String.valueOf(given.get("path")),
            body,
            operation.method().equals("PUT") ? Map.of("If-Match", "*") : Map.of());
    assertThat(answer.status()).as(name + ": " + answer.text()).isEqualTo(operation.status());
    assertFits(operation.answers(), answer.text(), name);
    example.after(Duration.ofMinutes(1));
    Map<String, Object> played = new LinkedHashMap<>(given);
    String text = RANDOM_ID.matcher(answer.text()).replaceAll(FIXED_ID);
    text = TOKEN.matcher(text).replaceAll("fletchck_EXAMPLE");
    played.put("answer", SiteFile.parse(text));
    return played;
  }

  /** Makes sure that a text is as its schema says. */
  private void assertFits(String schema, String json, String name) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("$schema", DIALECT);
    whole.put("$ref", "#/components/schemas/" + schema);
    whole.put("components", Map.of("schemas", JsonBodies.resource("schemas.json")));
    assertThat(registry.getSchema(SiteFile.format(whole)).validate(json, InputFormat.JSON))
        .as(name + " " + json)
        .isEmpty();
  }

  @Test
  void showsAnExampleOfEveryOperation() {
    Stream<String> without = Stream.of("GET /schema", "GET /openapi.json");
    assertThat(Stream.concat(without, JsonBodies.resource("examples.json").keySet().stream()))
        .containsExactlyInAnyOrderElementsOf(
            example.api.operations().stream().map(o -> o.method() + " " + o.path()).toList());
  }
}
