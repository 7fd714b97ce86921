package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPagesTest {

  private static final String SITE =
      """
      {
        "// about": "Keep me.",
        "timezone": "UTC",
        "actions": {
          "mail": {"type": "post", "options": {"recipient": "a@example.com"}},
          "pager": {"type": "post", "options": {"recipients": ["b@example.com"]}}
        },
        "checks": {
          "web": {
            "type": "kinds",
            // no comment like this
            "trigger": {"interval": {"minutes": 10}},
            "actions": ["mail"],
            "options": {
              "// why": "Because.",
              "hostname": "a.example",
              "port": "8443",
              "timeout": 10.0,
              "mode": true,
              "recipient": "x",
              "json": {"/a": 1, "// c": "d", "/b": "two"},
              "headers": {"Authorization": "SECRET-HEADER"},
              "body": "one\\r\\ntwo\\r\\n",
              "password": "SECRET-PASSWORD",
              "unknown": {"deep": [1, 2.50]}
            },
            "depends": [],
            "subType": null
          },
          "b/ä \\"<script>": {"type": "kinds", "options": {"hostname": "b.example"}},
          "all": {"type": "row", "options": {"checks": ["web"]}}
        }
      }
      """
          .replaceAll("(?m)^ *// no comment.*\n", "");

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
    for (String path : List.of("/checks/web/edit", "/checks/b~~2F%C3%A4%20%22%3Cscript%3E/edit")) {
      Response answer = desk.send(desk.form(path));

      assertThat(answer.status()).isEqualTo(303);
      assertThat(desk.content()).isEqualTo(SITE);
    }
  }

  @Test
  void showsValuesAndDefaults() throws Exception {
    String page = desk.get("/checks/web/edit").text();

    assertThat(HtmlForm.in(page, "/edit").get("options.port")).isEqualTo("8443");
    assertThat(HtmlForm.in(page, "/edit").get("trigger")).isEqualTo("interval 10 min");
    assertThat(page).contains("placeholder=\"90\"").contains("default: true");
    assertThat(page).contains("Next runs (UTC)").contains("<time datetime=\"2026-11-21T00:");
    assertThat(page).doesNotContain("SECRET");
  }

  @Test
  void rejectsEntryWithoutColon() throws Exception {
    HtmlForm form = desk.form("/checks/web/edit");
    String before = desk.content();

    var answer = desk.send(form.set("options.json", "/a: 1\r\n/status=down"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("expected an object of strings");
    assertThat(desk.content()).isEqualTo(before);
  }

  @Test
  void writesValuesAsIfTypedByHand() throws Exception {
    HtmlForm form =
        desk.form("/checks/web/edit")
            .set("options.port", "8444")
            .set("options.password", "NEW-SECRET")
            .set("options.headers", "Authorization: NEW-SECRET")
            .set("options.timeout", "2.5")
            .set("options.tls", "false")
            .set("options.recipients", "x\r\ny")
            .set("options.json", "/a: 1\r\n/b: three\r\n/c: x: y")
            .set("options.body", "one\r\ntwo\r\nthree")
            .set("threshold", "3")
            .set("note", "two\r\nlines")
            .set("trigger", "cron 0 min 9-17 hr")
            .tick("actions", "pager")
            .tick("depends", "b/ä \"<script>");

    assertThat(desk.send(form).status()).isEqualTo(303);

    assertThat(desk.content())
        .contains("\"port\": 8444")
        .contains("\"timeout\": 2.5")
        .contains("\"tls\": false")
        .contains("\"threshold\": 3")
        .contains("\"actions\": [\"mail\", \"pager\"]")
        .contains("\"note\": \"two\\nlines\"")
        .contains("\"body\": \"one\\r\\ntwo\\r\\nthree\"")
        .contains("\"// why\": \"Because.\"")
        .contains("\"unknown\": {\"deep\": [1, 2.50]}")
        .contains("\"// about\": \"Keep me.\"");
    Map<String, Object> raw = desk.check("web");
    assertThat(raw).containsEntry("depends", List.of("b/ä \"<script>"));
    assertThat(raw.get("trigger")).isEqualTo(Map.of("cron", Map.of("minute", "0", "hour", "9-17")));
    assertThat(options("web"))
        .containsEntry("recipients", List.of("x", "y"))
        .containsEntry("json", Map.of("/a", 1, "// c", "d", "/b", "three", "/c", "x: y"))
        .doesNotContainKey("recipient");
  }

  @Test
  void omitsEmptyAndDefaultValues() throws Exception {
    HtmlForm form =
        desk.form("/checks/web/edit")
            .set("options.port", "443")
            .set("options.password", "NEW-SECRET")
            .set("options.headers", "Authorization: NEW-SECRET")
            .set("options.body", "")
            .set("threshold", "1")
            .set("options.mode", "slow")
            .set("trigger", "")
            .untick("actions", "mail");

    desk.send(form);

    assertThat(options("web")).doesNotContainKeys("port", "body").containsEntry("mode", "slow");
    assertThat(desk.check("web")).doesNotContainKeys("threshold", "trigger", "actions");
  }

  @Test
  void showsProblemsBesideFieldsAndKeepsInput() throws Exception {
    HtmlForm form =
        desk.form("/checks/web/edit")
            .set("options.port", "https")
            .set("options.hostname", "")
            .set("trigger", "every day")
            .set("threshold", "0")
            .set("note", "typed <b>");

    Response answer = desk.send(form);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .contains("expected a number from 1 to 65535, found &#34;https&#34;".replace("&#34;", "\""))
        .contains("is missing; needed: host")
        .contains("these work: ")
        .contains("typed &lt;b&gt;")
        .contains("value=\"every day\"");
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void listsProblemsAtTopWithLinksToFields() throws Exception {
    HtmlForm form =
        desk.form("/checks/web/edit").set("options.port", "https").set("threshold", "0");

    String page = desk.send(form).text();

    assertThat(page)
        .containsSubsequence(
            "role=\"alert\"",
            "Not saved: 2 problems",
            "<a href=\"#f-options-port\">port</a>",
            "<a href=\"#f-threshold\">threshold</a>",
            "<form ")
        .containsPattern(
            "id=\"f-options-port\"[^>]*aria-describedby=\"f-options-port-help"
                + " f-options-port-problem-1\" aria-invalid=\"true\" autofocus")
        .contains("<p class=\"error\" id=\"f-options-port-problem-1\">")
        .containsOnlyOnce("autofocus");
    assertThat(desk.get("/checks/web/edit").text()).doesNotContain("Not saved", "autofocus");
  }

  @Test
  void linksProblemsToNameAndCheckboxes() throws Exception {
    assertThat(desk.send(desk.form("/new?type=kinds").set("name", "web")).text())
        .contains("Not saved: 2 problems", "<a href=\"#f-name\">name</a>")
        .contains("<a href=\"#f-options-hostname\">hostname</a>")
        .containsPattern("id=\"f-name\"[^>]* aria-describedby=\"f-name-help f-name-problem-1\"");
    assertThat(desk.send(desk.form("/new?type=row").set("name", "empty")).text())
        .contains("Not saved: 1 problem<", "<a href=\"#f-options-checks\">checks</a>")
        .contains("id=\"f-options-checks\"", "class=\"choices\" tabindex=\"0\" autofocus");
  }

  @Test
  void countsOnlyProblemsThatPreventSaving() throws Exception {
    String wrong = SITE.replace("\"timeout\": 10.0", "\"timeout\": \"long\"");
    try (Desk other = new Desk(folder, wrong)) {
      String page = other.send(other.form("/checks/web/edit").set("threshold", "0")).text();

      assertThat(page)
          .contains("Not saved: 1 problem<", "found \"long\"")
          .doesNotContain("#f-options-timeout\">");
    }
  }

  @Test
  void reportsConflictingEditAndKeepsInput() throws Exception {
    HtmlForm mine = desk.form("/checks/web/edit").set("note", "mine").set("options.timeout", "1");
    Files.writeString(desk.file, SITE.replace("10.0", "99"));

    Response sent = desk.send(mine);

    assertThat(sent.status()).isEqualTo(409);
    assertThat(sent.text()).contains("Somebody else").contains(">99</td>").contains(">1</td>");
    assertThat(desk.content()).contains("99").doesNotContain("mine");
    HtmlForm again = HtmlForm.in(sent.text(), "/checks/web/edit");
    assertThat(again.get("note")).isEqualTo("mine");
    assertThat(desk.send(again).status()).isEqualTo(303);
    assertThat(options("web")).containsEntry("timeout", 1);
  }

  @Test
  void allowsConcurrentEditsOfOtherChecks() throws Exception {
    HtmlForm mine = desk.form("/checks/web/edit").set("note", "mine");
    Files.writeString(desk.file, SITE.replace("b.example", "c.example"));

    assertThat(desk.send(mine).status()).isEqualTo(303);
    assertThat(desk.content()).contains("c.example").contains("mine");
  }

  @Test
  void reportsConflictIfCheckWasRemovedOrItsSequencesChanged() throws Exception {
    HtmlForm mine = desk.form("/checks/web/edit").set("note", "mine");
    Files.writeString(desk.file, SITE.replace("[\"web\"]", "[\"b\"]"));

    assertThat(desk.send(mine).status()).isEqualTo(409);
    Files.writeString(desk.file, "{}");
    assertThat(desk.send(mine).status()).isEqualTo(409);
  }

  @Test
  void showsOptionsOfNewTypeAndDropsOthersOnSave() throws Exception {
    assertThat(desk.form("/checks/web/edit?type=selftest").fields())
        .contains("options.volume")
        .doesNotContain("options.port");
    HtmlForm form = desk.form("/checks/web/edit").set("type", "selftest").also("show", "options");
    HtmlForm other = HtmlForm.in(desk.send(form).text(), "/checks/web/edit");
    assertThat(desk.content()).isEqualTo(SITE);

    desk.send(other.set("options.volume", "/var"));

    assertThat(options("web")).containsOnlyKeys("// why", "unknown", "volume");
  }

  @Test
  void addsCheckToSequencesAndRemovesIt() throws Exception {
    String other = "/checks/b~~2F%C3%A4%20%22%3Cscript%3E/edit";
    desk.send(desk.form(other).tick("inseq", "all"));
    assertThat(options("all").get("checks")).isEqualTo(List.of("web", "b/ä \"<script>"));

    desk.send(desk.form(other).untick("inseq", "all"));
    assertThat(options("all").get("checks")).isEqualTo(List.of("web"));

    Response last = desk.send(desk.form("/checks/web/edit").untick("inseq", "all"));
    assertThat(last.status()).isEqualTo(422);
    assertThat(last.text()).contains("checks.all.options.checks");
  }

  @Test
  void pausesForAWhileOrUntilATimeInTheZoneOfTheCheck() throws Exception {
    String page = "/checks/web/edit";
    assertThat(desk.get(page).text()).contains("How long to pause the check, such as 2 hours");
    desk.send(desk.form(page).set("paused", "2 hours"));
    assertThat(desk.check("web")).containsEntry("paused", "2026-11-21T02:00:00Z");
    assertThat(desk.form(page).get("paused")).isEqualTo("2026-11-21T02:00:00Z");

    desk.send(
        desk.form(page)
            .set("options.timezone", "Australia/Adelaide")
            .set("paused", "2026-11-21 18:00"));
    assertThat(desk.check("web")).containsEntry("paused", "2026-11-21T18:00:00+10:30");

    desk.send(desk.form(page).set("paused", "2026-11-21T18:00:00+01:00"));
    assertThat(desk.check("web")).containsEntry("paused", "2026-11-21T18:00:00+01:00");

    Response wrong = desk.send(desk.form(page).set("paused", "soon"));
    assertThat(wrong.text()).contains("#f-paused\"", "found \"soon\"", "value=\"soon\"");
    desk.send(desk.form(page).set("paused", "true"));
    assertThat(desk.check("web")).containsEntry("paused", true);
    desk.send(desk.form(page).set("paused", ""));
    assertThat(desk.check("web")).doesNotContainKey("paused");
  }

  @Test
  void createsCheckAndRunsItOnce() throws Exception {
    assertThat(desk.get("/new").text()).contains("/new?type=kinds").contains("each kind");
    HtmlForm form =
        desk.form("/new?type=kinds")
            .set("name", "new one")
            .set("options.hostname", "n.example")
            .set("trigger", "10 min");

    Response answer = desk.send(form);

    assertThat(answer.headers()).containsEntry("Location", "/checks/new%20one");
    assertThat(desk.check("new one").toString())
        .isEqualTo(
            "{type=kinds, trigger={interval={minutes=10}},"
                + " options={hostname=n.example, status=200-399}}");
    assertThat(desk.nextRun()).isEqualTo("n.example");
  }

  @Test
  void suggestsTriggerOnlyForRepeatableTypes() throws Exception {
    assertThat(desk.form("/new?type=kinds").get("trigger")).isEqualTo("5 min");
    assertThat(desk.form("/new?type=row").get("trigger")).isEqualTo("5 min");
    assertThat(desk.form("/new?type=selftest").get("trigger")).isEmpty();
    assertThat(desk.form("/checks/all/edit").get("trigger")).isEmpty();

    desk.send(desk.form("/new?type=selftest").set("name", "s"));
    assertThat(desk.check("s")).containsOnlyKeys("type");
  }

  @Test
  void preselectsOnlyActionForNewCheck() throws Exception {
    String one =
        "{\"actions\": {\"a\": {\"type\": \"post\", \"options\": {\"recipients\": [\"x\"]}}}}";
    assertThat(desk.form("/new?type=kinds").all("actions")).containsExactly("");
    try (Desk other = new Desk(folder, one)) {
      assertThat(other.form("/new?type=kinds").all("actions")).containsExactly("", "a");
      other.send(other.form("/new?type=selftest").set("name", "s"));
      assertThat(other.check("s")).containsEntry("actions", List.of("a"));
      other.send(other.form("/new?type=selftest").set("name", "t").untick("actions", "a"));
      assertThat(other.check("t")).containsOnlyKeys("type");
    }
    try (Desk other = new Desk(folder, one.replace("[\"x\"]", "[]"))) {
      assertThat(other.form("/new?type=kinds").all("actions")).containsExactly("");
    }
  }

  @Test
  void doesNotRunNewCheckOfNonRepeatableType() throws Exception {
    desk.send(desk.form("/new?type=selftest").set("name", "s"));
    desk.send(desk.form("/new?type=kinds").set("name", "k").set("options.hostname", "k"));

    assertThat(desk.nextRun()).isEqualTo("k");
  }

  @Test
  void rejectsInvalidOrTakenNames() throws Exception {
    for (String name : List.of("", "  ", "//x", "..", "web", "a\nb")) {
      HtmlForm form =
          desk.form("/new?type=kinds")
              .set("name", name)
              .set("options.hostname", "n.example")
              .set("note", "kept");
      Response answer = desk.send(form);

      assertThat(answer.status()).as(name).isEqualTo(422);
      assertThat(HtmlForm.in(answer.text(), "/new").get("note")).isEqualTo("kept");
    }
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void keepsUnchangedSecretsUnlessHostChanges() throws Exception {
    desk.send(desk.form("/checks/web/edit").set("note", "x"));
    assertThat(desk.content()).contains("SECRET-PASSWORD").contains("SECRET-HEADER");

    HtmlForm moved = desk.form("/checks/web/edit").set("options.hostname", "evil.example");
    Response refused = desk.send(moved);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("is needed again").doesNotContain("SECRET");

    moved.set("options.password", "SECRET-PASSWORD").set("options.headers", "");
    assertThat(desk.send(moved).status()).isEqualTo(303);
    assertThat(options("web"))
        .containsEntry("hostname", "evil.example")
        .containsEntry("password", "SECRET-PASSWORD")
        .doesNotContainKey("headers");
  }

  @Test
  void rejectsReferencesFromForm() throws Exception {
    Response answer = desk.send(desk.form("/checks/web/edit").set("note", "${file:/etc/passwd}"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("can only be set in the file");
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void reportsInvalidFileAndKeepsInput() throws Exception {
    HtmlForm form = desk.form("/checks/web/edit").set("note", "kept");
    Files.writeString(desk.file, "{ oops");

    Response answer = desk.send(form);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("line 1, column");
    assertThat(HtmlForm.in(answer.text(), "/edit").get("note")).isEqualTo("kept");
  }

  @Test
  void previewsTheNextRuns() throws Exception {
    assertThat(desk.get("/trigger?text=cron+12+hr&check=web").text())
        .contains("<time datetime=\"2026-11-21T12:00:00Z\">Sat 21 Nov 2026 12:00:00</time>");
    assertThat(desk.get("/trigger?text=nonsense+here").text())
        .contains("<p class=\"error\">", "these work");
    assertThat(desk.get("/trigger").text()).contains("Without a trigger");
    HtmlForm form = desk.form("/checks/web/edit").set("trigger", "2 hr").also("show", "runs");
    assertThat(desk.send(form).text()).contains("Next runs").contains("value=\"2 hr\"");
  }

  @Test
  void previewsTheRunsOfANewCheckByItsTypedName() throws Exception {
    String exact = desk.get("/trigger?text=2+hr&check=web").text();
    assertThat(desk.get("/trigger?text=2+hr&check=+web").text()).isEqualTo(exact);
    HtmlForm named = desk.form("/new?type=kinds").set("name", "web").set("trigger", "2 hr");
    assertThat(desk.send(named.also("show", "trigger")).text()).contains(exact.strip());

    assertThat(desk.get("/trigger?text=2+hr&check=").text())
        .contains("every 2 h.", "The exact times depend on the name")
        .doesNotContain("<time");
    assertThat(desk.get("/trigger?text=2+hr+2026-01-01+start&check=").text()).contains("<time");
    assertThat(desk.get("/trigger?text=cron+5+hr&check=").text()).contains("<time");
    assertThat(desk.get("/trigger?text=2+hr+2026-01-01+end&check=").text())
        .contains("never runs again");
  }

  @Test
  void rejectsUnknownChecks() throws Exception {
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> desk.get("/checks/gone/edit"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> desk.post("/checks/%2F%2Fgone/edit"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
    assertThat(desk.post("/checks/gone/edit").status()).isEqualTo(409);
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> options(String check) throws IOException {
    return (Map<String, Object>) desk.check(check).get("options");
  }
}
