package org.fletchck.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON into nodes that know where they stand. */
final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxStringLength(64 * 1024 * 1024)
                  .build())
          .build();

  /** What the parser says, which speaks of its settings, and what people are told. */
  private static final Map<Pattern, String> WORDS = words();

  private Json() {}

  private static Map<Pattern, String> words() {
    String character = "^Unexpected character \\('(.)'.*";
    Map<String, String> words = new LinkedHashMap<>();
    words.put("ecimal point|xponent|umeric value: (?!Leading)", "this is not a number");
    words.put("hex-digit", "\\u needs four hexadecimal digits");
    words.put(character + "colon", "expected a colon after the name, found %s");
    words.put(
        "^Unexpected character \\('([}\\]])'",
        "found %s too early; is there a comma too many before it?");
    words.put(
        character + "comment",
        "found %s; JSON has no comments, but keys that begin with // are one");
    words.put(character + "field name", "expected a name in double quotation marks, found %s");
    words.put(character + "comma", "expected a comma between two entries, found %s");
    words.put(character, "expected a value, found %s; texts stand in double quotation marks");
    words.put(
        "^Unrecognized token '(.{1,60})",
        "expected a value, found %s; texts stand in double quotation marks");
    words.put("^Non-standard token '(.{1,60}?)'", "expected a number, found %s");
    words.put("^Illegal unquoted character", "a text ends on its line; a line end in it is \\n");
    words.put(
        "^Unrecognized character escape '(.)'", "there is no escape \\%s; a backslash is \\\\");
    words.put("Leading zero", "a number has no zeros before its first digit");
    words.put("nesting depth", "objects and lists stand in each other more than 200 levels deep");
    words.put("exceeds the maximum", "a name, text or number is too long");
    Map<Pattern, String> patterns = new LinkedHashMap<>();
    words.forEach((form, plain) -> patterns.put(Pattern.compile(form, Pattern.DOTALL), plain));
    return patterns;
  }

  /**
   * Reads a text that is one JSON value.
   *
   * @throws IllegalArgumentException saying line, column and what is wrong
   */
  static Node read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Node node = node(parser);
      JsonToken more = parser.nextToken();
      if (more != null) {
        throw wrong(parser.currentTokenLocation(), "expected the end of the file", null);
      }
      return node;
    } catch (JsonProcessingException e) {
      throw wrong(e.getLocation(), plainly(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what is wrong in words of this project. */
  private static String plainly(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "the text ends too early: a closing bracket, brace or quotation mark is missing";
    }
    String said = String.valueOf(e.getOriginalMessage());
    for (Map.Entry<Pattern, String> way : WORDS.entrySet()) {
      Matcher found = way.getKey().matcher(said);
      if (found.find()) {
        return found.groupCount() == 0
            ? way.getValue()
            : way.getValue().formatted(found.group(1).replaceAll("\\p{Cntrl}", "?"));
      }
    }
    return "this is not JSON";
  }

  /** Returns a text in quotation marks. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static Node node(JsonParser parser) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int start = (int) at.getCharOffset();
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw wrong(at, "expected a value, found nothing", null);
    }
    return switch (token) {
      case START_OBJECT -> object(parser, start);
      case START_ARRAY -> array(parser, start);
      default -> new Node(scalar(parser, token), start, end(parser), null, null);
    };
  }

  private static Node object(JsonParser parser, int start) throws IOException {
    List<Node.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      JsonLocation at = parser.currentTokenLocation();
      String name = parser.currentName();
      parser.nextToken();
      Node value = node(parser);
      int from = (int) at.getCharOffset();
      members.add(
          new Node.Member(
              name, new Node.Place(from, value.end(), at.getLineNr(), at.getColumnNr()), value));
    }
    return Node.object(members, start, end(parser));
  }

  private static Node array(JsonParser parser, int start) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser));
    }
    return Node.list(items, start, end(parser));
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
      default -> throw wrong(parser.currentTokenLocation(), "expected a value", null);
    };
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  private static IllegalArgumentException wrong(
      @Nullable JsonLocation at, String what, @Nullable Throwable cause) {
    String place =
        at == null
            ? ""
            : "line " + at.getLineNr() + ", column " + Math.max(1, at.getColumnNr()) + ": ";
    return new IllegalArgumentException(place + what, cause);
  }
}
