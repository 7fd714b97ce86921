package org.fletchck.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages to test with, as another instance sends them. */
final class Messages {

  private Messages() {}

  static byte[] state(String name, boolean fails) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("threshold", 1);
    data.put("failState", fails);
    data.put("failCount", fails ? 1 : 0);
    data.put("log", java.util.List.of(fails ? "broken" : "fine"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("type", "disk");
    json.put("data", data);
    return StateCodec.bytes(json);
  }

  static IncomingMessage live(String topic, byte[] payload) {
    return new IncomingMessage(topic, payload, false);
  }

  static IncomingMessage text(String topic, String payload) {
    return live(topic, payload.getBytes(UTF_8));
  }
}
