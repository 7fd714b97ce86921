package org.fletchck.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.config.JsonFault;
import org.fletchck.mqtt.StateMessage.Data;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads {@link StateMessage} as JSON, in the format of the original: an object with
 * {@code name}, {@code type} and {@code data}. Input from others is read with limits and made
 * printable.
 */
final class StateCodec {

  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_WORD = 200;

  /** Each character may take six bytes; a receiver accepts at most 64 KiB. */
  private static final int MOST_CHARACTERS = 8_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StateCodec() {}

  /** Returns the message as JSON; long logs and lists of members are cut off. */
  static byte[] write(StateMessage message) {
    Data from = message.data();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("threshold", from.threshold());
    data.put("failState", failState(from));
    data.put("failCount", from.failCount());
    data.put("log", fitting(from.log().stream().map(line -> VisibleText.line(line, LONGEST_LINE))));
    data.put("softFail", from.softFail());
    data.put("lastCheck", from.lastCheck());
    data.put("lastFail", from.lastFail());
    data.put("lastPass", from.lastPass());
    data.put("level", from.level());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", message.name());
    json.put("type", message.type());
    json.put("data", data);
    return bytes(json);
  }

  /** Returns plain Java values as JSON. */
  static byte[] bytes(Object json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  private static Object failState(Data data) {
    List<String> members = fitting(data.members().stream());
    return members.isEmpty() ? data.failState() : String.join(",", members);
  }

  private static List<String> fitting(Stream<String> lines) {
    List<String> kept = new ArrayList<>();
    int left = MOST_CHARACTERS;
    for (String line : (Iterable<String>) lines::iterator) {
      left -= line.length() + 1;
      if (left < 0) {
        break;
      }
      kept.add(line);
    }
    return kept;
  }

  /**
   * Reads a message.
   *
   * @throws MalformedException if it is malformed, saying why
   */
  static StateMessage read(byte[] payload) throws MalformedException {
    JsonNode json = tree(payload);
    JsonNode name = json.path("name");
    JsonNode data = json.path("data");
    if (!json.isObject() || !name.isTextual() || !data.isObject()) {
      throw new MalformedException("expected {\"name\": \"...\", \"type\": \"...\", \"data\": {}}");
    }
    return new StateMessage(name.textValue(), text(json, "type", LONGEST_WORD), data(data));
  }

  private static JsonNode tree(byte[] payload) throws MalformedException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
      return JSON.readTree(payload);
    } catch (CharacterCodingException e) {
      throw new MalformedException("it isn't UTF-8");
    } catch (JsonProcessingException e) {
      throw new MalformedException("it isn't JSON: " + VisibleText.line(JsonFault.of(e), 150));
    } catch (IOException e) {
      throw new MalformedException("it can't be read: " + e);
    }
  }

  private static Data data(JsonNode data) throws MalformedException {
    JsonNode state = data.path("failState");
    if (!state.isBoolean() && !state.isTextual()) {
      throw new MalformedException(
          "data.failState: expected true, false or names, found "
              + VisibleText.line("" + state, 60));
    }
    List<String> members = state.isTextual() ? names(state.textValue()) : List.of();
    boolean fails = state.asBoolean(false) || !members.isEmpty();
    int threshold = Math.max(1, number(data, "threshold", 1));
    return new Data(
        threshold,
        fails,
        members,
        number(data, "failCount", fails ? threshold : 0),
        log(data.path("log")),
        text(data, "softFail", LONGEST_WORD),
        text(data, "lastCheck", LONGEST_WORD),
        text(data, "lastFail", LONGEST_WORD),
        text(data, "lastPass", LONGEST_WORD),
        text(data, "level", LONGEST_WORD));
  }

  private static List<String> names(String text) {
    return Stream.of(text.split(","))
        .map(name -> VisibleText.line(name.strip(), LONGEST_WORD))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static int number(JsonNode data, String key, int otherwise) throws MalformedException {
    JsonNode value = data.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw new MalformedException(
          "data." + key + ": expected a whole number, found " + VisibleText.line("" + value, 60));
    }
    return value.intValue();
  }

  /** A single string is a log of one line. */
  private static List<String> log(JsonNode log) throws MalformedException {
    if (log.isMissingNode() || log.isNull()) {
      return List.of();
    }
    if (!log.isArray() && !log.isTextual()) {
      throw new MalformedException("data.log: expected a list of strings");
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode line : log.isArray() ? log : JSON.createArrayNode().add(log)) {
      if (lines.size() < MOST_LINES) {
        lines.add(VisibleText.line(line.asText(), LONGEST_LINE));
      }
    }
    return lines;
  }

  private static @Nullable String text(JsonNode json, String key, int most)
      throws MalformedException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw new MalformedException(key + ": expected a string");
    }
    String text = VisibleText.line(value.asText(), most).strip();
    return text.isEmpty() ? null : text;
  }
}
