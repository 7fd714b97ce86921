package org.fletchck.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fletchck.config.JsonFault;

/** The values that a JSON document must have, by JSON pointer (RFC 6901). */
record JsonValues(Map<JsonPointer, String> expected) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Parses pointers with the values expected there, as strings.
   *
   * @throws IllegalArgumentException if a pointer is invalid
   */
  static JsonValues of(Map<String, String> expected) {
    Map<JsonPointer, String> values = new LinkedHashMap<>();
    expected.forEach((pointer, value) -> values.put(pointer(pointer), value));
    return new JsonValues(values);
  }

  private static JsonPointer pointer(String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected JSON pointers such as /status or /items/0/name, found \"" + text + '"', e);
    }
  }

  /** Returns what is wrong with the content, if anything. */
  Optional<String> complaint(HttpBody body) {
    if (body.cut()) {
      return Optional.of("the response is longer than 1 MiB, so its JSON can't be judged");
    }
    JsonNode root;
    try {
      root = JSON.readTree(body.text());
    } catch (JsonProcessingException e) {
      return Optional.of("the response is not JSON: " + ValueTexts.clean(JsonFault.of(e), 150));
    }
    return expected.entrySet().stream()
        .filter(entry -> !isFound(root.at(entry.getKey()), entry.getValue()))
        .map(entry -> difference(entry.getKey(), root.at(entry.getKey()), entry.getValue()))
        .findFirst();
  }

  /** Returns whether a node has the expected value; a missing node has none, not even "". */
  private static boolean isFound(JsonNode found, String expected) {
    return !found.isMissingNode() && text(found).equals(expected);
  }

  private static String difference(JsonPointer pointer, JsonNode found, String expected) {
    String what = found.isMissingNode() ? "missing" : '"' + ValueTexts.clean(text(found), 60) + '"';
    return "json "
        + pointer
        + " is "
        + what
        + ", expected \""
        + ValueTexts.clean(expected, 60)
        + '"';
  }

  private static String text(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }
}
