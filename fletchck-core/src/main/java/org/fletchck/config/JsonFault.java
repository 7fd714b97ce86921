package org.fletchck.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains why a text isn't JSON. The messages of the parser mention its settings; these are for
 * people who wrote the text.
 */
public final class JsonFault {

  private static final Map<Pattern, String> WORDS = words();

  private JsonFault() {}

  private static Map<Pattern, String> words() {
    String character = "^Unexpected character \\('(.)'.*";
    Map<String, String> words = new LinkedHashMap<>();
    words.put("^Trailing token", "expected the end, found another value");
    words.put("^No content to map", "expected a value, found nothing");
    words.put("^Duplicate (?:field|Object property) [\"']([^\"']{0,60})", "duplicate name %s");
    words.put("^Invalid UTF-|Unpaired surrogate|surrogate character", "invalid UTF-8");
    words.put("ecimal point|xponent|umeric value: (?!Leading)", "invalid number");
    words.put("hex-digit", "\\u needs four hexadecimal digits");
    words.put(character + "colon", "expected a colon after the name, found %s");
    words.put(
        "^Unexpected character \\('([}\\]])'",
        "found %s too early; is there an extra comma before it?");
    words.put(
        character + "comment",
        "found %s; JSON has no comments, but keys that begin with // are ignored");
    words.put(character + "field name", "expected a name in double quotation marks, found %s");
    words.put(character + "comma", "expected a comma between two entries, found %s");
    words.put(character, "expected a value, found %s; strings need double quotation marks");
    words.put(
        "^Unrecognized token '(.{1,60})",
        "expected a value, found %s; strings need double quotation marks");
    words.put("^Non-standard token '(.{1,60}?)'", "expected a number, found %s");
    words.put(
        "^Illegal unquoted character", "a string can't span lines; write a line break as \\n");
    words.put(
        "^Unrecognized character escape '(.)'", "unknown escape \\%s; write a backslash as \\\\");
    words.put("Leading zero", "a number can't have leading zeros");
    words.put(
        "nesting depth .*?(\\d+), from", "objects and lists are nested more than %s levels deep");
    words.put("exceeds the maximum", "a name, string or number is too long");
    Map<Pattern, String> patterns = new LinkedHashMap<>();
    words.forEach((form, plain) -> patterns.put(Pattern.compile(form, Pattern.DOTALL), plain));
    return patterns;
  }

  /** Returns the line, the column and the fault, with a few characters of the text. */
  public static String of(IOException fault) {
    return place(fault) + words(fault, false);
  }

  /** Returns the same without words from the text, which may be secret. */
  public static String withoutContent(IOException fault) {
    return place(fault) + words(fault, true);
  }

  private static String place(IOException fault) {
    JsonLocation at = fault instanceof JsonProcessingException e ? e.getLocation() : null;
    return at == null || at.getLineNr() < 1
        ? ""
        : "line " + at.getLineNr() + ", column " + Math.max(1, at.getColumnNr()) + ": ";
  }

  private static String words(IOException fault, boolean hidden) {
    if (fault instanceof JsonEOFException) {
      return "the text ends too early: a closing bracket, brace or quotation mark is missing";
    }
    String said =
        fault instanceof JsonProcessingException e
            ? String.valueOf(e.getOriginalMessage())
            : String.valueOf(fault.getMessage());
    for (Map.Entry<Pattern, String> way : WORDS.entrySet()) {
      Matcher found = way.getKey().matcher(said);
      if (found.find()) {
        return found.groupCount() == 0
            ? way.getValue()
            : way.getValue().formatted(shown(found.group(1), hidden));
      }
    }
    return "invalid JSON";
  }

  private static String shown(String content, boolean hidden) {
    boolean harmless = content.length() == 1 || content.matches("\\d{1,4}");
    return hidden && !harmless ? "a word" : content.replaceAll("\\p{Cntrl}", "?");
  }
}
