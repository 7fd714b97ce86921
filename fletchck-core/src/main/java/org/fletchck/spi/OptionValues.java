package org.fletchck.spi;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads plain values from a file as the values of options of each kind. */
final class OptionValues {

  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(4_000_000_000L);
  private static final int LONGEST_NUMBER = 60;

  private OptionValues() {}

  static String text(Option<String> option, Object raw, Consumer<String> warn) {
    return scalar(raw, "a string");
  }

  static int integer(Option<Integer> option, Object raw, Consumer<String> warn) {
    BigDecimal number = parsed(raw, "a number" + range(option), warn);
    String wanted = "a whole number" + range(option);
    if (isOutside(option, number)) {
      throw expected(wanted, raw);
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw expected(wanted, raw);
    }
  }

  static double number(Option<Double> option, Object raw, Consumer<String> warn) {
    return decimal(option, raw, "a number" + range(option), warn).doubleValue();
  }

  static Duration seconds(Option<Duration> option, Object raw, Consumer<String> warn) {
    boolean limited = option.least() != null;
    String wanted = "a number of seconds" + (limited ? range(option) : " above 0");
    BigDecimal seconds = decimal(option, raw, wanted, warn);
    if (seconds.compareTo(LONGEST_SECONDS) > 0 || (!limited && seconds.signum() <= 0)) {
      throw expected(wanted, raw);
    }
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  static boolean flag(Option<Boolean> option, Object raw, Consumer<String> warn) {
    if (raw instanceof Boolean b) {
      return b;
    }
    if (raw instanceof String || raw instanceof Number) {
      switch (raw.toString().trim().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "1" -> {
          warn.accept("expected true or false, took " + shown(raw) + " as true");
          return true;
        }
        case "false", "no", "off", "0" -> {
          warn.accept("expected true or false, took " + shown(raw) + " as false");
          return false;
        }
        default -> {
          // falls through to the error below
        }
      }
    }
    throw expected("true or false", raw);
  }

  static String choice(Option<String> option, Object raw, Consumer<String> warn) {
    List<String> flagWords = option.flagWords();
    if (raw instanceof Boolean b && !flagWords.isEmpty()) {
      return flagWords.get(b ? 0 : 1);
    }
    if (raw instanceof String s) {
      String word = s.trim().toLowerCase(Locale.ROOT);
      if (option.choices().contains(word)) {
        return word;
      }
      if (!flagWords.isEmpty() && (word.equals("true") || word.equals("false"))) {
        warn.accept("expected true or false, took " + shown(raw) + " as " + word);
        return flagWords.get(word.equals("true") ? 0 : 1);
      }
    }
    String words = String.join(", ", option.choices());
    throw expected((flagWords.isEmpty() ? "one of " : "true, false or one of ") + words, raw);
  }

  static List<String> list(Option<List<String>> option, Object raw, Consumer<String> warn) {
    if (raw instanceof List<?> items) {
      List<String> texts = new ArrayList<>();
      for (Object item : items) {
        if (item != null) {
          texts.add(scalar(item, "a list of strings"));
        }
      }
      return Collections.unmodifiableList(texts);
    }
    if (raw instanceof String s) {
      if (!option.isOneAllowed()) {
        warn.accept("expected a list, took the string as a list of one");
      }
      return List.of(s);
    }
    throw expected("a list of strings", raw);
  }

  static Map<String, String> map(
      Option<Map<String, String>> option, Object raw, Consumer<String> warn) {
    if (!(raw instanceof Map<?, ?> entries)) {
      throw expected("an object of strings", raw);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach(
        (name, value) -> {
          if (value != null && !name.toString().startsWith("//")) {
            texts.put(name.toString(), scalar(value, "an object of strings"));
          }
        });
    return Collections.unmodifiableMap(texts);
  }

  /** Formats a value as a person would write it. */
  static String format(Object value) {
    if (value instanceof Duration d) {
      return BigDecimal.valueOf(d.toNanos(), 9).stripTrailingZeros().toPlainString();
    }
    if (value instanceof Double d) {
      return BigDecimal.valueOf(d).stripTrailingZeros().toPlainString();
    }
    if (value instanceof List<?> items) {
      return String.join(", ", items.stream().map(String::valueOf).toList());
    }
    return value.toString();
  }

  /** Returns a value as a plain Java value; numbers without trailing zeros. */
  static Object plain(Object value) {
    boolean number = value instanceof Duration || value instanceof Double;
    return number ? new BigDecimal(format(value)) : value;
  }

  private static String scalar(Object raw, String wanted) {
    if (raw instanceof String || raw instanceof Number || raw instanceof Boolean) {
      return raw.toString();
    }
    throw expected(wanted, raw);
  }

  private static BigDecimal decimal(
      Option<?> option, Object raw, String wanted, Consumer<String> warn) {
    BigDecimal number = parsed(raw, wanted, warn);
    if (isOutside(option, number)) {
      throw expected(wanted, raw);
    }
    return number;
  }

  private static BigDecimal parsed(Object raw, String wanted, Consumer<String> warn) {
    try {
      if (raw instanceof Number) {
        return new BigDecimal(raw.toString());
      }
      if (raw instanceof String s && s.length() <= LONGEST_NUMBER) {
        BigDecimal number = new BigDecimal(s.trim());
        warn.accept("expected " + wanted + ", took the string " + shown(raw));
        return number;
      }
    } catch (NumberFormatException e) {
      throw expected(wanted, raw);
    }
    throw expected(wanted, raw);
  }

  /** Treats numbers of absurd size as outside any range: calculating with them takes forever. */
  private static boolean isOutside(Option<?> option, BigDecimal number) {
    Double least = option.least();
    Double most = option.most();
    return number.precision() - (long) number.scale() > 18
        || Math.abs((long) number.scale()) > LONGEST_NUMBER
        || (least != null && number.compareTo(BigDecimal.valueOf(least)) < 0)
        || (most != null && number.compareTo(BigDecimal.valueOf(most)) > 0);
  }

  private static String range(Option<?> option) {
    Double least = option.least();
    Double most = option.most();
    if (least != null && most != null) {
      return " from " + format(least) + " to " + format(most);
    }
    return least != null ? " of at least " + format(least) : "";
  }

  static IllegalArgumentException expected(String wanted, Object found) {
    return new IllegalArgumentException("expected " + wanted + ", found " + shown(found));
  }

  private static String shown(Object raw) {
    if (raw instanceof Map) {
      return "an object";
    }
    if (raw instanceof List) {
      return "a list";
    }
    String text = raw.toString();
    String cut = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return raw instanceof String ? '"' + cut + '"' : cut;
  }
}
