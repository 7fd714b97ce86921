package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePageTest {

  private static final String SITE =
      """
      {
        "timezone": "Europe/Berlin",
        "uplink": "a",
        "webui": {"users": {"alice": "SECRET-HASH"}, "name": "Mine", "port": 1234, "status": "all"},
        "mqtt": {"hostname": "broker", "password": "SECRET", "tls": false},
        "checks": {"a": {"type": "selftest"}, "b": {"type": "selftest"}}
      }
      """;

  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder, SITE);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void savesNothingWhenNothingWasChanged() throws Exception {
    assertThat(desk.send(desk.form("/site")).headers()).containsEntry("Location", "/site?saved");
    assertThat(desk.content()).isEqualTo(SITE);
    assertThat(desk.get("/site").text()).doesNotContain("SECRET");
  }

  @Test
  void confirmsSaving() throws Exception {
    Response answer = desk.send(desk.form("/site").set("grace", "7"));

    assertThat(desk.get(answer.headers().get("Location")).text())
        .contains("<p class=\"notice ok\" role=\"status\">Saved</p>");
    assertThat(desk.get("/site").text()).doesNotContain(">Saved<");
  }

  @Test
  void showsStateOfBrokerConnection() throws Exception {
    desk.site.componentDown("mqtt", "not connected to broker:1883");
    assertThat(desk.get("/site").text()).contains("not connected to broker:1883");

    desk.site.componentUp("mqtt", "connected to broker:1883");
    assertThat(desk.get("/site").text())
        .contains("mqtt: connected to broker:1883")
        .doesNotContain("not connected");
  }

  @Test
  void explainsWhySiteIsReadOnly() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    try (Desk there = new Desk(gone, SITE)) {
      HtmlForm form = there.form("/site").set("webui.name", "Yours");
      Files.delete(there.file);
      Files.delete(gone);

      assertThat(there.get("/site").text())
          .contains("can't be written to")
          .doesNotContain(">Save<");
      assertThat(there.send(form).status()).isEqualTo(422);
      Response paused = there.post("/checks/a/pause");
      assertThat(paused.status()).isEqualTo(422);
      assertThat(paused.text()).contains("can't be written to");
      assertThat(there.site.config().checks().get("a").raw()).containsOnlyKeys("type");
    }
  }

  @Test
  void omitsSettingsThatCouldLockUsersOut() throws Exception {
    assertThat(desk.form("/site").fields())
        .contains("webui.name", "mqtt.hostname", "history.runHours", "grace")
        .doesNotContain("webui.port", "webui.users", "webui.tokens", "webui.cert", "allowExec");
    HtmlForm form = desk.form("/site").also("allowExec", "true").also("webui.port", "1");

    desk.send(form);

    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void setsAndValidatesNumberOfUplinkChecksThatMustPass() throws Exception {
    desk.send(desk.form("/site").tick("uplink", "b").set("uplink.need", "2"));
    assertThat(desk.saved().raw())
        .containsEntry("uplink", Map.of("checks", List.of("a", "b"), "need", 2));
    assertThat(desk.form("/site").all("uplink")).contains("a", "b");
    assertThat(desk.form("/site").get("uplink.need")).isEqualTo("2");

    String before = desk.content();
    desk.send(desk.form("/site"));
    assertThat(desk.content()).isEqualTo(before);

    assertThat(desk.send(desk.form("/site").set("uplink.need", "3")).text())
        .contains("expected at most 2, the number of its checks, found 3");
    desk.send(desk.form("/site").set("uplink.need", ""));
    assertThat(desk.saved().uplinkNeed()).isEqualTo(1);
    assertThat(desk.saved().uplink()).containsExactly("a", "b");
    desk.send(desk.form("/site").untick("uplink", "a").untick("uplink", "b"));
    assertThat(desk.saved().raw()).doesNotContainKey("uplink");
  }

  @Test
  void changesValuesInEverySection() throws Exception {
    HtmlForm form =
        desk.form("/site")
            .set("timezone", "utc")
            .set("grace", "0")
            .set("webui.name", "Fletchck")
            .set("mqtt.qos", "2")
            .set("mqtt.tls", "true")
            .set("mqtt.password", "SECRET")
            .set("history.runHours", "24")
            .tick("uplink", "b")
            .untick("webui.status", "all")
            .tick("webui.status", "a");

    assertThat(desk.send(form).status()).isEqualTo(303);

    assertThat(desk.saved().raw())
        .containsEntry("timezone", "utc")
        .containsEntry("grace", 0)
        .containsEntry("uplink", List.of("a", "b"))
        .containsEntry("history", Map.of("runHours", 24))
        .containsEntry(
            "mqtt", Map.of("hostname", "broker", "password", "SECRET", "tls", true, "qos", 2));
    assertThat(desk.saved().section("webui").orElseThrow())
        .doesNotContainKey("name")
        .containsEntry("port", 1234)
        .containsEntry("status", List.of("a"));
  }

  @Test
  void disablesMqttWhenAllFieldsAreClearedAndEnablesItAgain() throws Exception {
    desk.send(
        desk.form("/site").set("mqtt.hostname", "").set("mqtt.password", "").set("mqtt.tls", ""));
    assertThat(desk.saved().raw()).doesNotContainKey("mqtt");

    desk.send(desk.form("/site").set("mqtt.hostname", "localhost"));
    assertThat(desk.saved().raw()).containsEntry("mqtt", Map.of());

    desk.send(desk.form("/site").set("grace", "1"));
    assertThat(desk.saved().raw()).containsEntry("mqtt", Map.of());
  }

  @Test
  void requiresPasswordAgainForAnotherBroker() throws Exception {
    HtmlForm form = desk.form("/site").set("mqtt.hostname", "evil");
    Response answer = desk.send(form);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("is needed again");

    assertThat(desk.send(form.set("mqtt.password", "SECRET")).status()).isEqualTo(303);
  }

  @Test
  void reportsProblemsAndConflicts() throws Exception {
    Response wrong = desk.send(desk.form("/site").set("timezone", "Mars").set("mqtt.qos", "9"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("expected a time zone").contains("from 0 to 2");
    assertThat(wrong.text())
        .containsSubsequence("Not saved: 2 problems", "#f-timezone\"", "#f-mqtt-qos\"", "<form ");

    HtmlForm mine = desk.form("/site").set("grace", "1");
    Files.writeString(desk.file, SITE.replace("SECRET-HASH", "OTHER-HASH"));
    assertThat(desk.send(mine).status()).isEqualTo(303);
    HtmlForm next = desk.form("/site").set("grace", "2");
    Files.writeString(desk.file, SITE.replace("broker", "other"));
    assertThat(desk.send(next).status()).isEqualTo(409);
  }
}
