package org.fletchck.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Messages recorded from the original: the topic, and what was published there. */
record Recorded(String topic, String json) {

  static List<Recorded> all() throws IOException {
    try (InputStream in = Recorded.class.getResourceAsStream("mqtt-messages.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split(" ", 2))
          .map(parts -> new Recorded(parts[0], parts[1]))
          .toList();
    }
  }

  byte[] payload() {
    return json.getBytes(UTF_8);
  }
}
