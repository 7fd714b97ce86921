package org.fletchck.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.JsonFault;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as plain Java values. */
final class JsonBodies {

  /** Site files are never nested more deeply. */
  private static final int DEEPEST = 50;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonBodies() {}

  /**
   * Parses the body of a request as an object; empty if there is no body.
   *
   * @throws Refusal if the body isn't a JSON object
   */
  @SuppressWarnings("unchecked") // keys of what was read are strings
  static Map<String, @Nullable Object> body(Request request) {
    byte[] bytes = request.body();
    if (bytes.length == 0) {
      return Map.of();
    }
    Object value;
    try {
      value = MAPPER.readValue(bytes, Object.class);
    } catch (JsonProcessingException e) {
      throw Refusal.unreadable("the body isn't JSON: " + JsonFault.withoutContent(e));
    } catch (IOException e) {
      throw Refusal.unreadable("the body isn't JSON in UTF-8");
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw Refusal.unreadable("expected a JSON object, {...}, as body");
  }

  /** Returns 200 with an object. */
  static Response answer(Map<String, ?> values) {
    return Response.json(text(values));
  }

  /** Returns 200 with the name of what was changed, and what is wrong with it now. */
  static Response changed(String name, List<Map<String, String>> problems) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("problems", problems);
    return answer(values);
  }

  static String text(Map<String, ?> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a JSON object from a file beside this class. */
  @SuppressWarnings("unchecked") // keys of what was read are strings
  static Map<String, Object> resource(String name) {
    try (var in = JsonBodies.class.getResourceAsStream(name)) {
      return MAPPER.readValue(in, LinkedHashMap.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
