package org.fletchck.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Records} writes. */
record RecordReader(JsonFactory json) {

  private static final Map<Class<?>, Function<String, Object>> TEXTS =
      Map.of(
          String.class, text -> text,
          Instant.class, Instant::parse,
          Duration.class, Duration::parse,
          ZoneId.class, ZoneId::of);

  Object read(String text, Class<?> type) {
    try (JsonParser parser = json.createParser(text)) {
      parser.nextToken();
      Object value = value(parser, type);
      if (value == null) {
        throw new IllegalArgumentException("nothing to read as " + type.getSimpleName());
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private @Nullable Object value(JsonParser in, Type type) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL || token == null) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class ? map(in, of[1]) : items(in, generic, of[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return made(in, plain);
    }
    if (plain == int.class) {
      return in.getIntValue();
    }
    if (plain == long.class) {
      return in.getLongValue();
    }
    if (plain == boolean.class) {
      return in.getBooleanValue();
    }
    return text(in.getText(), plain);
  }

  private static Object text(String text, Class<?> type) {
    if (type.isEnum()) {
      return StoredNames.constant(type, text);
    }
    Function<String, Object> parser = TEXTS.get(type);
    if (parser == null) {
      throw new IllegalStateException("a record can't hold " + type);
    }
    try {
      return parser.apply(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Object items(JsonParser in, ParameterizedType list, Type of) throws IOException {
    expect(in, JsonToken.START_ARRAY);
    List<@Nullable Object> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(in, of));
    }
    return list.getRawType() == Set.class ? new LinkedHashSet<>(items) : items;
  }

  private Object map(JsonParser in, Type of) throws IOException {
    expect(in, JsonToken.START_OBJECT);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      map.put(name, value(in, of));
    }
    return map;
  }

  private Object made(JsonParser in, Class<?> type) throws IOException {
    expect(in, JsonToken.START_OBJECT);
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = StoredNames.of(type);
    @Nullable Object[] parts = new Object[components.length];
    while (in.nextToken() != JsonToken.END_OBJECT) {
      int index = names.indexOf(in.currentName());
      in.nextToken();
      if (index < 0) {
        in.skipChildren();
      } else {
        parts[index] = value(in, components[index].getGenericType());
      }
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i] == null ? missing(components[i].getType()) : parts[i];
    }
    return construct(type, components, parts);
  }

  private static @Nullable Object missing(Class<?> type) {
    if (type == Map.class) {
      return Map.of();
    }
    if (type == Set.class) {
      return Set.of();
    }
    if (java.util.Collection.class.isAssignableFrom(type)) {
      return List.of();
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == int.class ? 0 : null;
  }

  private static Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] parts) {
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Object made = type.getDeclaredConstructor(types).newInstance(parts);
      return made instanceof CheckState state ? withTrustFailure(state) : made;
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " can't be created", e);
    }
  }

  /**
   * Restores a trust failure: it shares one stored name with what blocks a check, and was read as
   * the latter.
   */
  private static CheckState withTrustFailure(CheckState stored) {
    String softFail = stored.blockedBy();
    return stored.status() != Status.UNREACHABLE && CheckResult.isTrustFailure(softFail)
        ? stored.withTrustFailure(softFail)
        : stored;
  }

  private static void expect(JsonParser in, JsonToken token) {
    if (in.currentToken() != token) {
      throw new IllegalArgumentException("expected " + token + ", found " + in.currentToken());
    }
  }
}
