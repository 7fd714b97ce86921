package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsApiTest {

  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private Response put(String webui, String more) {
    String users = "\"users\":\"********\",\"tokens\":\"********\"";
    return example.put("/site/settings", "{\"webui\":{" + users + webui + "}" + more + "}");
  }

  @Test
  void changesSafeSettings() {
    assertThat(
            put(",\"name\":\"Other\",\"status\":\"all\"", ",\"timezone\":\"Asia/Tokyo\"").status())
        .isEqualTo(200);

    assertThat(example.site.config().name()).isEqualTo("Other");
    assertThat(example.site.config().zone().getId()).isEqualTo("Asia/Tokyo");
    assertThat(example.site.config().section("webui").orElseThrow().get("users").toString())
        .contains(ExampleSite.SECRET);
    assertThat(example.site.config().raw()).doesNotContainKey("grace").containsKey("checks");
    assertThat(example.get("/site").text()).contains("+09:00");
  }

  @Test
  void acceptsUplinkAsStringListOrObject() {
    for (String uplink :
        List.of(
            "\"web\"", "[\"web\",\"router\"]", "{\"checks\":[\"web\",\"router\"],\"need\":2}")) {
      assertThat(put("", ",\"uplink\":" + uplink).status()).as(uplink).isEqualTo(200);
      assertThat(example.get("/site/settings").text().replaceAll("\\s", "")).contains(uplink);
    }
    assertThat(
            ExampleSite.paths(put("", ",\"uplink\":{\"checks\":[\"web\",\"router\"],\"need\":3}")))
        .containsExactly("uplink.need");
  }

  @Test
  void rejectsChangesToListenerAndAccounts() {
    assertThat(ExampleSite.paths(put(",\"port\":80,\"host\":\"0.0.0.0\"", "")))
        .containsExactlyInAnyOrder("webui.port", "webui.host");
    assertThat(ExampleSite.paths(example.put("/site/settings", "{}")))
        .containsExactlyInAnyOrder("webui.users", "webui.tokens");
    assertThat(
            example
                .put("/site/settings", "{\"webui\":{\"users\":{\"eve\":\"x\"},\"tokens\":{}}}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void rejectsSettingsReservedForFile() {
    assertThat(ExampleSite.paths(put("", ",\"allowExec\":true"))).contains("allowExec");
    assertThat(put("", ",\"heartbeat\":{\"url\":\"${env:HOME}\"}").status()).isEqualTo(422);
    assertThat(ExampleSite.paths(put("", ",\"checks\":{}"))).containsExactly("checks");
  }

  @Test
  void reportsPathsOfInvalidValues() {
    assertThat(ExampleSite.paths(put("", ",\"timezone\":\"Mars/Base\",\"grace\":-1")))
        .containsExactlyInAnyOrder("timezone", "grace");
    assertThat(ExampleSite.paths(put("", ",\"mqtt\":{\"port\":99999}")))
        .containsExactly("mqtt.port");
    assertThat(put("", ",\"mqtt\":[]").status()).isEqualTo(422);
  }

  @Test
  void rejectsStaleETag() {
    String tag = example.get("/site/settings").headers().get("ETag");
    put(",\"name\":\"Other\"", "");

    Response second = example.ask("PUT", "/site/settings", "{}", Map.of("If-Match", tag));

    assertThat(second.status()).isEqualTo(412);
  }

  @Test
  void listsUsersAndTokensWithoutSecrets() {
    assertThat(example.get("/users").text()).isEqualTo("{\"users\":[\"anna\"]}");
    assertThat(example.get("/tokens").text())
        .isEqualTo("{\"tokens\":[{\"name\":\"prometheus\",\"access\":\"read\"}]}");
  }
}
