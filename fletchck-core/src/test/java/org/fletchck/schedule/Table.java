package org.fletchck.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Reads the tables of cases that lie beside the tests. */
final class Table {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Table() {}

  static List<Map<String, Object>> read(String file) {
    try (InputStream in = Table.class.getResourceAsStream(file)) {
      return JSON.readValue(in, new TypeReference<List<Map<String, Object>>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one object, with single quotes so that it is readable in a test. */
  static Map<String, Object> object(String json) {
    try {
      return JSON.readValue(json.replace('\'', '"'), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Object> object(Map<String, Object> row, String key) {
    return JSON.convertValue(row.get(key), new TypeReference<Map<String, Object>>() {});
  }

  static List<String> strings(Map<String, Object> row, String key) {
    return JSON.convertValue(row.get(key), new TypeReference<List<String>>() {});
  }
}
