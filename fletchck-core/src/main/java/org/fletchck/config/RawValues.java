package org.fletchck.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unmodifiable trees of plain values that keep their order and nulls. */
final class RawValues {

  private RawValues() {}

  /** Returns a deep, unmodifiable copy. */
  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value(value)));
    return Collections.unmodifiableMap(copy);
  }

  // Nulls inside lists and maps are kept: they are part of the file.
  @SuppressWarnings("NullAway")
  static Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>(list.size());
      list.forEach(item -> items.add(value(item)));
      return Collections.unmodifiableList(items);
    }
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number instanceof Integer ? number : number(number);
    }
    throw new IllegalArgumentException(
        "expected a string, number, boolean, list or map, found a " + value.getClass().getName());
  }

  /** Returns a number as read from a file, so that equal numbers are equal values. */
  static Number number(Number number) {
    String text = number.toString();
    if (text.matches("-?[0-9]+")) {
      BigInteger whole = new BigInteger(text);
      if (whole.bitLength() < Integer.SIZE) {
        return whole.intValue();
      }
      return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }
    double near = Double.parseDouble(text);
    if (Double.isNaN(near) || text.contains("Infinity")) {
      throw new IllegalArgumentException("expected a number, found " + text);
    }
    return Double.isInfinite(near) ? (Number) new BigDecimal(text) : (Number) near;
  }

  /** Returns the object at a key; empty if it is missing, null or not an object. */
  @SuppressWarnings("unchecked") // keys of a copied tree are strings
  static Optional<Map<String, Object>> object(Map<String, Object> map, String key) {
    return map.get(key) instanceof Map<?, ?> value
        ? Optional.of((Map<String, Object>) value)
        : Optional.empty();
  }

  /** Returns a copy of a map with that entry, in its old place if it has one; null removes it. */
  static Map<String, Object> with(Map<String, Object> map, String key, @Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    if (value == null) {
      copy.remove(key);
    } else {
      copy.put(key, value(value));
    }
    return Collections.unmodifiableMap(copy);
  }

  /** Returns a copy of a map in which a key is renamed and keeps its place. */
  static Map<String, Object> renamed(Map<String, Object> map, String from, String to) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key.equals(from) ? to : key, value));
    return Collections.unmodifiableMap(copy);
  }

  /** Returns a string, or list of strings, with a name replaced; anything else unchanged. */
  static @Nullable Object replaced(@Nullable Object value, String from, String to) {
    if (from.equals(value)) {
      return to;
    }
    if (value instanceof List<?> list && list.contains(from)) {
      List<Object> items = new ArrayList<>(list);
      items.replaceAll(item -> from.equals(item) ? to : item);
      return Collections.unmodifiableList(items);
    }
    return value;
  }
}
