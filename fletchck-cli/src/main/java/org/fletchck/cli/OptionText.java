package org.fletchck.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fletchck.spi.Option;
import org.jspecify.annotations.Nullable;

/** An option of a type in words, as shown in help and documents. */
record OptionText(Option<?> option) {

  /** Returns what values look like, such as {@code whole number, 1 to 65535}. */
  String value() {
    String value =
        switch (option.kind()) {
          case TEXT -> "string";
          case INTEGER -> "whole number" + range();
          case NUMBER -> "number" + range();
          case SECONDS -> "seconds" + range();
          case FLAG -> "true or false";
          case CHOICE -> String.join(", ", choices());
          case LIST -> option.isOneAllowed() ? "list of strings, or one string" : "list of strings";
          case MAP -> "object of strings";
          case CHECKS -> "list of names";
        };
    return value + (option.isSecret() ? ", secret" : "");
  }

  /** Returns the default, {@code required}, or nothing. */
  String fallback() {
    return option.isRequired() ? "required" : option.fallbackText();
  }

  Map<String, Object> json() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", option.name());
    values.put("aliases", option.aliases());
    values.put("kind", option.kind().name().toLowerCase(Locale.ROOT));
    values.put("description", option.description());
    values.put("required", option.isRequired());
    values.put("secret", option.isSecret());
    values.put("default", option.fallbackText());
    values.put("choices", option.choices());
    put(values, "least", option.least());
    put(values, "most", option.most());
    return values;
  }

  private static void put(Map<String, Object> values, String key, @Nullable Double number) {
    if (number != null) {
      values.put(key, number % 1 == 0 ? (Number) number.longValue() : number);
    }
  }

  private List<String> choices() {
    List<String> choices = new ArrayList<>(option.choices());
    List<String> flagWords = option.flagWords();
    choices.replaceAll(
        word -> {
          int flag = flagWords.indexOf(word);
          return flag < 0 ? word : word + " (or " + (flag == 0) + ")";
        });
    return choices;
  }

  private String range() {
    Double least = option.least();
    Double most = option.most();
    return least == null || most == null ? "" : ", " + plain(least) + " to " + plain(most);
  }

  private static String plain(double number) {
    return number % 1 == 0 ? Long.toString((long) number) : Double.toString(number);
  }
}
