package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionPagesTest {

  private static final String SITE =
      """
      {
        "grace": 0,
        "mqtt": {"hostname": "broker", "autoaddActions": ["mail"]},
        "actions": {
          "mail": {
            "type": "post",
            "options": {"hostname": "a", "recipient": "x", "token": "SECRET", "fallback": "/bin/true"}
          },
          "down": {"type": "post", "options": {"hostname": "down", "recipients": ["y"], "group": 300}},
          "lacking": {"type": "post"},
          "run": {"type": "script", "options": {"command": ["/bin/true"]}}
        },
        "checks": {
          "self": {"type": "selftest", "actions": ["mail", "down"]}
        }
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
  void listsActionsWithHealthAndOutbox() throws Exception {
    desk.site.run("self");

    String page = desk.get("/actions").text();

    assertThat(page)
        .contains("href=\"/actions/mail/edit\"")
        .contains("nothing sent yet</b>")
        .contains("can't send yet</b>")
        .contains("is missing; needed: who")
        .contains("FAIL: self")
        .contains("waiting")
        .doesNotContain("SECRET");
  }

  @Test
  void showsResultOfLastDeliveryOfEachAction() throws Exception {
    desk.site.run("self");
    desk.time.advance(Duration.ofMinutes(6)); // one of them gathers for five

    String page = desk.get("/actions").text();

    assertThat(page).contains("works</b>", "last attempt failed</b>");
  }

  @Test
  void sendsTestNotification() throws Exception {
    assertThat(desk.post("/actions/mail/test").text())
        .contains("mail: delivered")
        .contains("posted");
    assertThat(desk.post("/actions/down/test").text())
        .contains("failed")
        .contains("nobody answers");
  }

  @Test
  void savesOnlyChangedFields() throws Exception {
    assertThat(desk.send(desk.form("/actions/mail/edit")).status()).isEqualTo(303);
    assertThat(desk.content()).isEqualTo(SITE);

    desk.send(desk.form("/actions/mail/edit").set("options.group", "60"));

    assertThat(desk.content())
        .isEqualTo(
            SITE.replace(
                "\"fallback\": \"/bin/true\"}", "\"fallback\": \"/bin/true\", \"group\": 60}"));
  }

  @Test
  void rejectsEditsOfProgramsThroughForm() throws Exception {
    assertThat(desk.form("/actions/mail/edit").fields()).doesNotContain("options.fallback");
    HtmlForm fallback = desk.form("/actions/mail/edit").also("options.fallback", "/bin/sh");
    HtmlForm command = desk.form("/actions/run/edit").also("options.command", "/bin/sh");
    HtmlForm timeout = desk.form("/actions/run/edit").set("options.timeout", "5");
    HtmlForm fresh = desk.form("/actions/new?type=script").set("name", "n");

    for (HtmlForm form : List.of(fallback, command, timeout, fresh.also("options.command", "x"))) {
      Response answer = desk.send(form);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains("can only be set in the file");
    }
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void allowsEditsOfProgramsIfFilePermitsThem() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Desk open = new Desk(other, SITE.replaceFirst("\\{", "{\"allowExec\": true,"))) {
      open.send(open.form("/actions/run/edit").set("options.command", "/bin/echo\r\nhello"));
      assertThat(open.content()).contains("\"command\": [\"/bin/echo\", \"hello\"]");
    }
  }

  @Test
  void createsAction() throws Exception {
    assertThat(desk.get("/actions/new").text()).contains("/actions/new?type=post");
    HtmlForm form =
        desk.form("/actions/new?type=post").set("name", "new").set("options.recipients", "a\r\nb");

    assertThat(desk.send(form).headers()).containsEntry("Location", "/actions");

    assertThat(desk.saved().actions().get("new").raw())
        .isEqualTo(Map.of("type", "post", "options", Map.of("recipients", List.of("a", "b"))));
    assertThat(desk.send(form).text()).contains("\"new\" already exists");
  }

  @Test
  void selectsChecksThatNotifyThroughAction() throws Exception {
    desk.send(desk.form("/actions/down/edit").untick("notifying", "self"));
    assertThat(desk.content()).isEqualTo(SITE.replace("[\"mail\", \"down\"]", "[\"mail\"]"));

    desk.send(
        desk.form("/actions/new?type=post")
            .set("name", "new")
            .set("options.recipients", "a")
            .tick("notifying", "self"));
    assertThat(desk.saved().checks().get("self").actions()).containsExactly("mail", "new");

    HtmlForm late = desk.form("/actions/down/edit").tick("notifying", "self");
    desk.send(desk.form("/actions/down/edit").tick("notifying", "self"));
    assertThat(desk.send(late).status()).as("somebody else did that meanwhile").isEqualTo(409);
  }

  @Test
  void removesActionFromCheckThatListsItTwice() {
    CheckConfig check = CheckConfig.of("c", "kinds").actions("a", "b", "a");

    SiteConfig without =
        new NotifyingChecks(SiteConfig.empty().withCheck(check), "a").with(List.of());

    assertThat(without.checks().get("c").actions()).containsExactly("b");
  }

  @Test
  void rejectsEditThatWouldKeepChecksFromNotifying() throws Exception {
    Response answer = desk.send(desk.form("/actions/mail/edit").set("options.recipients", ""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .contains("Not saved: 1 problem<")
        .containsOnlyOnce("checks.self.actions")
        .contains("can't send yet");
  }

  @Test
  void reportsConflictingEdit() throws Exception {
    HtmlForm form = desk.form("/actions/mail/edit").set("options.group", "60");
    Files.writeString(desk.file, SITE.replace("\"recipient\": \"x\"", "\"recipient\": \"z\""));

    Response answer = desk.send(form);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("Somebody else").doesNotContain("SECRET");
  }

  @Test
  void linksBackToList() throws Exception {
    for (String command : List.of("rename", "delete")) {
      assertThat(desk.get("/actions/mail/" + command).text())
          .contains("<a class=\"button\" href=\"/actions\">");
    }
  }

  @Test
  void renamesAndDeletesActionWithItsReferences() throws Exception {
    desk.send(desk.form("/actions/mail/rename").set("to", "post"));
    assertThat(desk.saved().actions()).containsKey("post").doesNotContainKey("mail");
    assertThat(desk.saved().actions().get("post").was()).contains("mail");
    assertThat(desk.post("/actions/down/rename", Map.of("to", "post")).status()).isEqualTo(422);

    Response asked = desk.post("/actions/post/delete");
    assertThat(asked.text())
        .contains("self notifies through it")
        .contains("checks that arrive over MQTT get it");
    desk.send(HtmlForm.in(asked.text(), "/delete"));

    assertThat(desk.check("self")).containsEntry("actions", List.of("down"));
    assertThat(desk.saved().raw().get("mqtt")).isEqualTo(Map.of("hostname", "broker"));
  }
}
