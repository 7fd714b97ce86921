package org.fletchck.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON and reads them. A component is a member with its {@linkplain StoredNames
 * stored name}; times, durations and zones are strings; null is left out.
 */
final class Records {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private Records() {}

  static String write(Record value) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads a record; members unknown to this version are ignored.
   *
   * @throws IllegalArgumentException if the text is not such a record
   */
  static <T extends Record> T read(String text, Class<T> type) {
    return type.cast(new RecordReader(JSON).read(text, type));
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value instanceof Record made) {
      writeParts(made, out);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(item, out);
      }
      out.writeEndArray();
    } else {
      writeValue(value, out);
    }
  }

  private static void writeParts(Record made, JsonGenerator out) throws IOException {
    List<String> names = StoredNames.of(made.getClass());
    RecordComponent[] components = made.getClass().getRecordComponents();
    out.writeStartObject();
    for (int i = 0; i < components.length; i++) {
      Object part = part(made, components[i]);
      if (part != null) {
        out.writeFieldName(names.get(i));
        write(part, out);
      }
    }
    out.writeEndObject();
  }

  private static void writeValue(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Enum<?> constant) {
      out.writeString(StoredNames.of(constant));
    } else if (value instanceof String
        || value instanceof Instant
        || value instanceof Duration
        || value instanceof ZoneId) {
      out.writeString(value.toString());
    } else {
      throw new IllegalStateException("a record can't hold " + value);
    }
  }

  private static @Nullable Object part(Record made, RecordComponent component) {
    try {
      return component.getAccessor().invoke(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " can't be read", e);
    }
  }
}
