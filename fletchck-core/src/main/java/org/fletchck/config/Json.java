package org.fletchck.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses JSON into nodes that know their position. */
final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxStringLength(64 * 1024 * 1024)
                  .build())
          .build();

  private Json() {}

  /**
   * Parses a text that is a single JSON value.
   *
   * @throws IllegalArgumentException if it isn't; the message has line, column and reason
   */
  static PositionedValue read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      PositionedValue node = node(parser);
      JsonToken more = parser.nextToken();
      if (more != null) {
        throw wrong(parser.currentTokenLocation(), "expected the end of the file");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonFault.of(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a string as a quoted JSON string. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static PositionedValue node(JsonParser parser) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int start = (int) at.getCharOffset();
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw wrong(at, "expected a value, found nothing");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, start);
      case START_ARRAY -> array(parser, start);
      default -> new PositionedValue(scalar(parser, token), start, end(parser), null, null);
    };
  }

  private static PositionedValue object(JsonParser parser, int start) throws IOException {
    List<PositionedValue.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      JsonLocation at = parser.currentTokenLocation();
      String name = parser.currentName();
      parser.nextToken();
      PositionedValue value = node(parser);
      int from = (int) at.getCharOffset();
      members.add(
          new PositionedValue.Member(
              name,
              new PositionedValue.Place(from, value.end(), at.getLineNr(), at.getColumnNr()),
              value));
    }
    return PositionedValue.object(members, start, end(parser));
  }

  private static PositionedValue array(JsonParser parser, int start) throws IOException {
    List<PositionedValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser));
    }
    return PositionedValue.list(items, start, end(parser));
  }

  private static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        yield Double.isInfinite(number) ? (Object) parser.getDecimalValue() : (Object) number;
      }
      default -> throw wrong(parser.currentTokenLocation(), "expected a value");
    };
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  private static IllegalArgumentException wrong(JsonLocation at, String what) {
    return new IllegalArgumentException(
        "line %d, column %d: %s".formatted(at.getLineNr(), Math.max(1, at.getColumnNr()), what));
  }
}
