package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Status;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandsTest {

  private static final String SITE =
      """
      {
        "grace": 0,
        "uplink": "a",
        "timezone": "Europe/Berlin",
        "checks": {
          "a": {"type": "kinds", "options": {"hostname": "a"}, "publish": "t", "note": "n"},
          "b": {"type": "kinds", "options": {"hostname": "b"}, "depends": ["a"]},
          "row": {"type": "row", "options": {"checks": ["a", "b"]}},
          "self": {"type": "selftest"},
          "broken": {"type": "kinds"}
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
  void runsCheckAndShowsResult() throws Exception {
    assertThat(desk.post("/checks/a/run").text())
        .contains("<h1>a: passed</h1>")
        .contains("looked at a")
        .contains("href=\"/checks/a\"");
    assertThat(desk.post("/checks/self/run").text()).contains("battery is empty");
    assertThat(desk.post("/checks/broken/run").text()).contains("because it is misconfigured");
    desk.post("/checks/a/pause");
    assertThat(desk.post("/checks/a/run").text()).contains("because it is paused");
  }

  @Test
  void acceptsNewHostKey() throws Exception {
    assertThat(desk.post("/checks/a/accept-key").text()).contains("<h1>a: passed</h1>");
  }

  @Test
  void pausesIndefinitelyOrForAWhile() throws Exception {
    assertThat(desk.post("/checks/a/pause").headers()).containsEntry("Location", "/checks/a");
    assertThat(desk.check("a")).containsEntry("paused", true);
    assertThat(desk.site.state("a").orElseThrow().status()).isEqualTo(Status.PAUSED);

    desk.post("/checks/a/pause", Map.of("until", "2 hours"));
    assertThat(desk.check("a")).containsEntry("paused", "2026-11-21T03:00:00+01:00");

    desk.post("/checks/a/pause", Map.of("until", "2026-11-22 18:00"));
    assertThat(desk.check("a")).containsEntry("paused", "2026-11-22T18:00:00+01:00");

    Response wrong = desk.post("/checks/a/pause", Map.of("until", "soon"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("expected a time such as");

    desk.post("/checks/a/unpause");
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void linksBackToCheckPage() throws Exception {
    for (String command : List.of("rename", "clone", "delete")) {
      assertThat(desk.get("/checks/a/" + command).text())
          .as(command)
          .contains("<a class=\"button\" href=\"/checks/a\">");
    }
  }

  @Test
  void renamesCheckAndKeepsItsId() throws Exception {
    desk.post("/checks/a/run");
    String id = desk.site.id("a").orElseThrow();
    HtmlForm form = desk.form("/checks/a/rename");
    assertThat(form.get("to")).isEqualTo("a");

    Response answer = desk.send(form.set("to", "x/y \"z\""));

    assertThat(answer.headers()).containsEntry("Location", "/checks/x~~2Fy%20%22z%22");
    assertThat(desk.site.id("x/y \"z\"")).hasValue(id);
    assertThat(desk.content())
        .isEqualTo(
            SITE.replace("\"a\"", "\"x/y \\\"z\\\"\"")
                .replace("\"hostname\": \"x/y \\\"z\\\"\"", "\"hostname\": \"a\""));
  }

  @Test
  void rejectsTakenOrInvalidNames() throws Exception {
    Response answer = desk.post("/checks/a/rename", Map.of("to", "b"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .contains("already", "value=\"b\"", "aria-describedby=\"to-problem\" autofocus");
    assertThat(desk.post("/checks/a/clone", Map.of("to", "b")).status()).isEqualTo(422);
    assertThat(desk.post("/checks/a/rename", Map.of("to", "//")).status()).isEqualTo(422);
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void clonesCheckWithoutUniqueKeys() throws Exception {
    Response answer = desk.post("/checks/a/clone");

    assertThat(answer.headers()).containsEntry("Location", "/checks/a%20copy/edit");
    assertThat(desk.check("a copy"))
        .containsAllEntriesOf(
            Map.of("type", "kinds", "options", Map.of("hostname", "a"), "note", "n"))
        .doesNotContainKeys("publish", "remoteId", "data", "was");
  }

  @Test
  void clonesSequenceWithItsMembers() throws Exception {
    assertThat(desk.get("/checks/a/clone").text()).doesNotContain("members");
    desk.post("/checks/a/rename", Map.of("to", "row a"));
    HtmlForm form = desk.form("/checks/row/clone");
    assertThat(desk.get("/checks/row/clone").text()).contains("row a, b. The clones");

    desk.send(form.set("to", "line").also("members", "true"));

    assertThat(desk.check("line"))
        .containsEntry("options", Map.of("checks", List.of("line a", "b copy")))
        .containsEntry("paused", true);
    assertThat(desk.check("line a")).containsEntry("paused", true).doesNotContainKey("publish");
    assertThat(desk.check("b copy")).containsEntry("depends", List.of("line a"));
    assertThat(desk.check("b")).containsEntry("depends", List.of("row a"));

    desk.send(desk.form("/checks/row/clone"));
    assertThat(desk.check("row copy"))
        .as("without them")
        .containsEntry("options", Map.of("checks", List.of("row a", "b")));
  }

  @Test
  void pausesCloneUntilItsFormIsSaved() throws Exception {
    desk.post("/checks/a/clone");
    assertThat(desk.check("a copy")).containsEntry("paused", true);

    desk.send(desk.form("/checks/a%20copy/edit"));

    assertThat(desk.check("a copy"))
        .isEqualTo(Map.of("type", "kinds", "options", Map.of("hostname", "a"), "note", "n"));
    desk.post("/checks/a/clone", Map.of("to", "b2"));
    desk.send(desk.form("/checks/b2/edit").set("paused", "2099-01-01T00:00:00Z"));
    assertThat(desk.check("b2")).containsKey("paused").doesNotContainKey("// clone");
    desk.post("/checks/a/clone", Map.of("to", "b3"));
    desk.post("/checks/b3/unpause");
    assertThat(desk.check("b3")).doesNotContainKeys("paused", "// clone");
    desk.post("/checks/a/pause");
    desk.post("/checks/a/clone", Map.of("to", "b4"));
    desk.send(desk.form("/checks/b4/edit").set("note", "other"));
    assertThat(desk.check("b4")).as("of a paused one").containsEntry("paused", true);
  }

  @Test
  void listsReferencesBeforeDeletingCheck() throws Exception {
    Response asked = desk.post("/checks/a/delete");
    assertThat(asked.text())
        .contains("it is in the uplink of the site")
        .contains("b depends on it")
        .contains("row runs it");
    assertThat(desk.content()).isEqualTo(SITE);

    HtmlForm form = HtmlForm.in(asked.text(), "/delete");
    assertThat(desk.send(form).headers()).containsEntry("Location", "/");

    assertThat(desk.saved().checks()).doesNotContainKey("a");
    assertThat(desk.saved().raw()).doesNotContainKey("uplink");
    assertThat(desk.check("b")).doesNotContainKey("depends");
    assertThat(desk.check("row").toString()).contains("checks=[b]");
  }

  @Test
  void removesDeletedCheckFromUplinkObject() throws Exception {
    desk.editor.edit(
        config -> config.with("uplink", Map.of("checks", List.of("a", "self"), "need", 2)));
    Response asked = desk.post("/checks/a/delete");
    assertThat(asked.text()).contains("it is in the uplink of the site");

    desk.send(HtmlForm.in(asked.text(), "/delete"));
    assertThat(desk.saved().raw())
        .containsEntry("uplink", Map.of("checks", List.of("self"), "need", 1));
  }

  @Test
  void doesNotDeleteTheLastMemberOfASequence() throws Exception {
    desk.post("/checks/a/delete", Map.of("confirm", "yes"));

    Response answer = desk.post("/checks/b/delete", Map.of("confirm", "yes"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("Nothing was changed").contains("checks.row");
    assertThat(desk.saved().checks()).containsKey("b");
  }

  @Test
  void explainsWhySiteIsReadOnly() throws Exception {
    Path other = folder.resolve("gone");
    Desk there = new Desk(Files.createDirectory(other), SITE);
    try (there) {
      Files.delete(there.file);
      Files.delete(other);

      String edit = there.get("/checks/a/edit").text();
      assertThat(edit).contains("be written to").doesNotContain(">Save<");
      assertThat(there.get("/new").text()).contains("This page is read-only");
      assertThat(there.get("/checks/a/delete").text()).doesNotContain(">Delete<");
      for (String command : List.of("pause", "unpause", "rename", "clone")) {
        Response answer = there.post("/checks/a/" + command, Map.of("to", "c"));
        assertThat(answer.status()).as(command).isEqualTo(422);
      }
      assertThat(there.post("/checks/a/run").status()).isEqualTo(200);
    }
  }

  @Test
  void reportsWhatPreventsDeletion() throws Exception {
    desk.post("/checks/b/delete", Map.of("confirm", "yes"));

    Response asked = desk.get("/checks/a/delete");
    Response answer = desk.post("/checks/a/delete", Map.of("confirm", "yes"));

    assertThat(asked.text())
        .contains("can't be deleted, because that would cause", "checks.row.options.checks")
        .doesNotContain(">Delete<");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(desk.saved().checks()).containsKey("a");
  }
}
