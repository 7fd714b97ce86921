package org.fletchck.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fletchck.mqtt.StateMessage.Data;
import org.fletchck.state.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateCodecTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");
  private static final Instant RECORDED = Instant.parse("2026-11-21T01:17:00Z");
  private static final Data FAILING =
      new Data(2, true, List.of("a", "b"), 3, List.of("why"), "gone", "c", "f", "p", "9%");

  static List<Recorded> recorded() throws IOException {
    return Recorded.all();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsMessagesOfOriginal(Recorded message) throws Exception {
    StateMessage read = StateCodec.read(message.payload());
    JsonNode data = JSON.readTree(message.json()).get("data");
    Report report = read.report(ADELAIDE, ADELAIDE, false);

    assertThat("out/" + read.name()).isEqualTo(message.topic());
    assertThat(read.type()).isEqualTo(JSON.readTree(message.json()).get("type").asText());
    assertThat(report.lastCheck()).isEqualTo(RECORDED);
    assertThat(report.threshold()).isEqualTo(data.get("threshold").asInt());
    assertThat(report.failCount()).isEqualTo(data.get("failCount").asInt());
    assertThat(report.failState()).isEqualTo(!data.get("failState").toString().equals("false"));
    assertThat(report.blockedBy() == null ? report.trustFailure() : report.blockedBy())
        .isEqualTo(data.get("softFail").textValue());
    assertThat(report.run().log()).hasSize(data.get("log").size());
  }

  @Test
  void readsFailingMembers() throws Exception {
    StateMessage read = StateCodec.read(Recorded.all().get(4).payload());

    assertThat(read.data().members()).containsExactly("gone", "dep");
    assertThat(read.report(ADELAIDE, ADELAIDE, true).run().reason())
        .isEqualTo("failing: gone, dep");
  }

  @Test
  void writesKeysAndTypesOfOriginalPlusLevel() throws Exception {
    JsonNode written = JSON.readTree(StateCodec.write(new StateMessage("n", "t", FAILING)));
    JsonNode original = JSON.readTree(Recorded.all().get(4).json());

    assertThat(keys(written)).isEqualTo(keys(original));
    List<String> dataKeys = keys(original.get("data"));
    dataKeys.add("level");
    assertThat(keys(written.get("data"))).isEqualTo(dataKeys);
    for (String key : keys(original.get("data"))) {
      if (!original.get("data").get(key).isNull()) {
        assertThat(written.get("data").get(key).getNodeType())
            .as(key)
            .isEqualTo(original.get("data").get(key).getNodeType());
      }
    }
    assertThat(written.get("data").get("failState").textValue()).isEqualTo("a,b");
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void readsWhatItWrites() throws Exception {
    StateMessage message = new StateMessage("näme", "disk", FAILING);

    assertThat(StateCodec.read(StateCodec.write(message))).isEqualTo(message);
  }

  @Test
  void limitsSizeOfWrittenMessages() {
    String line = "\u0001".repeat(500);
    Data data =
        new Data(
            1,
            true,
            Collections.nCopies(5_000, "member"),
            1,
            Collections.nCopies(5_000, line),
            null,
            null,
            null,
            null,
            null);

    assertThat(StateCodec.write(new StateMessage("n", "t", data))).hasSizeLessThan(64 * 1024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no",
        "[]",
        "null",
        "7",
        "\"x\"",
        "{}",
        "{\"name\": \"a\"}",
        "{\"name\": 5, \"data\": {\"failState\": false}}",
        "{\"name\": \"a\", \"data\": []}",
        "{\"name\": \"a\", \"data\": {}}",
        "{\"name\": \"a\", \"data\": {\"failState\": null}}",
        "{\"name\": \"a\", \"data\": {\"failState\": 1}}",
        "{\"name\": \"a\", \"data\": {\"failState\": {}}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"failCount\": \"many\"}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"failCount\": -1}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"failCount\": 1e999999}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"failCount\": 99999999999999999999}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"threshold\": []}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"log\": 5}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"softFail\": {}}}",
        "{\"name\": \"a\", \"data\": {\"failState\": true}} and more",
        "{\"name\": \"a\", \"type\": [], \"data\": {\"failState\": true}}"
      })
  void rejectsMalformedMessages(String json) {
    assertThatThrownBy(() -> StateCodec.read(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void rejectsInvalidUtf8DeepNestingAndLongNumbers() {
    byte[] latin = "{\"name\": \"ä\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> StateCodec.read(latin)).hasMessage("it isn't UTF-8");

    String deep = "[".repeat(30_000) + "]".repeat(30_000);
    assertThatThrownBy(() -> StateCodec.read(deep.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessageMatching(
            "it isn't JSON: (line 1, column \\d+: )?objects and lists .*20 levels deep");

    String number = "{\"name\": 1" + "0".repeat(50_000) + "}";
    assertThatThrownBy(() -> StateCodec.read(number.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessageMatching("it isn't JSON: .*a name, string or number is too long");
  }

  @Test
  void toleratesInvalidOptionalFields() throws Exception {
    String json =
        "{\"name\": \"a\", \"more\": [1], \"data\": {\"failState\": true, \"log\": \"one\","
            + " \"lastCheck\": \"yesterday\", \"level\": 91, \"softFail\": \"\"}}";
    StateMessage read = StateCodec.read(json.getBytes(UTF_8));

    Report report = read.report(ADELAIDE, ADELAIDE, false);
    assertThat(report.failCount()).isEqualTo(1);
    assertThat(report.run().log()).containsExactly("one");
    assertThat(report.run().level()).isEqualTo("91");
    assertThat(report.lastCheck()).isNull();
    assertThat(report.blockedBy()).isNull();
    assertThat(report.trustFailure()).isNull();
  }

  @Test
  void escapesControlCharacters() throws Exception {
    String json =
        "{\"name\": \"a\", \"data\": {\"failState\": true, \"log\": [\"x\\u001b[2J\\n\\u202ey\"]}}";

    assertThat(StateCodec.read(json.getBytes(UTF_8)).data().log())
        .containsExactly("x\\u001b[2J\\u000a\\u202ey");
  }
}
