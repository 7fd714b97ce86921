package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.PathSegment;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every page that changes something. */
class EveryPageTest {

  private static final String HOSTILE = "\"><script>alert(1)</script>&'%2F/../${x}@if(true)";

  private static final String SITE =
      """
      {
        "webui": {"users": {"%1$s": "S3CRET-1"},
                  "tokens": {"%1$s": "read:5ec2e7aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}},
        "mqtt": {"hostname": "broker", "password": "S3CRET-2", "username": "${env:PATH}"},
        "heartbeat": {"url": "https://S3CRET-3.example/"},
        "actions": {
          "%1$s": {
            "type": "post",
            "options": {"url": "https://S3CRET-4.example", "token": "S3CRET-5", "recipients": ["%1$s"]}
          }
        },
        "checks": {
          "%1$s": {
            "type": "kinds",
            "options": {
              "hostname": "${env:PATH}", "password": "S3CRET-6",
              "headers": {"Authorization": "S3CRET-7"}, "body": "%1$s", "json": {"%1$s": "%1$s"},
              "recipients": ["%1$s"], "mode": "%1$s", "port": "${env:PATH}"
            },
            "actions": ["%1$s"], "depends": ["%1$s"], "note": "%1$s"
          },
          "row": {"type": "row", "options": {"checks": ["%1$s", "row"]}}
        }
      }
      """
          .formatted(HOSTILE.replace("\"", "\\\""));

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
  void hidesSecretsAndEscapesUserInput() throws Exception {
    List<String> pages = pages();
    assertThat(pages).hasSizeGreaterThan(15);
    assertThat(pages).allSatisfy(EveryPageTest::isSafe);
  }

  @Test
  void hidesSecretsWhenEditIsRejected() throws Exception {
    HtmlForm check = desk.form("/checks/" + encoded() + "/edit").set("threshold", "none");
    HtmlForm conflict = desk.form("/checks/" + encoded() + "/edit").set("mark", "other");
    HtmlForm action = desk.form("/actions/" + encoded() + "/edit").set("options.recipients", "");
    HtmlForm site = desk.form("/site").set("mqtt.hostname", "evil");

    for (HtmlForm form : List.of(check, conflict, action, site)) {
      Response answer = desk.send(form);
      assertThat(answer.status()).isIn(409, 422);
      isSafe(answer.text());
    }
  }

  @Test
  void linksOnlyBelowBasePath() throws Exception {
    Pattern link = Pattern.compile("(?:href|src|action|data-runs)=\"([^\"]*)\"");
    for (String page : pages()) {
      Matcher links = link.matcher(page);
      while (links.find()) {
        assertThat(links.group(1)).matches("/monitor/.*|#main");
      }
    }
  }

  @Test
  void includesCsrfTokenInEveryForm() throws Exception {
    for (String page : pages()) {
      long forms = Pattern.compile("<form ").matcher(page).results().count();
      long tokens =
          Pattern.compile("name=\"csrf\" value=\"token-of").matcher(page).results().count();
      assertThat(tokens).isEqualTo(forms);
    }
  }

  @Test
  void labelsEveryField() throws Exception {
    Pattern field = Pattern.compile("<(?:input|select|textarea) id=\"([^\"]+)\"");
    for (String page : pages()) {
      Matcher fields = field.matcher(page);
      while (fields.find()) {
        assertThat(page).contains("for=\"" + fields.group(1) + '"');
      }
      List<String> ids = new ArrayList<>();
      Matcher all = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
      while (all.find()) {
        ids.add(all.group(1));
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  @Test
  void staysSmallWithAThousandChecks() throws Exception {
    StringBuilder checks = new StringBuilder("{\"checks\": {");
    for (int i = 0; i < 1_000; i++) {
      checks.append("\"service number %d\": {\"type\": \"selftest\"},".formatted(i));
    }
    checks.append(
        "\"all\": {\"type\": \"row\", \"options\": {\"checks\": [\"service number 1\"]}}}}");
    try (Desk large = new Desk(folder, checks.toString())) {
      assertThat(large.get("/checks/service%20number%207/edit").body()).hasSizeLessThan(300_000);
      assertThat(large.get("/checks/all/edit").body()).hasSizeLessThan(300_000);
      assertThat(large.get("/site").body()).hasSizeLessThan(300_000);
    }
  }

  private List<String> pages() throws Exception {
    List<String> pages = new ArrayList<>();
    for (Route route : desk.routes.all()) {
      if (route.method().equals("GET")) {
        pages.add(page(route.pattern().replace("{name}", encoded())));
      }
    }
    for (String more :
        List.of(
            "/new?type=kinds",
            "/new?type=%22%3E%3Cscript%3E",
            "/actions/new?type=post",
            "/checks/row/edit",
            "/trigger?text=%3Cscript%3E")) {
      pages.add(page(more));
    }
    return pages;
  }

  private String page(String address) throws Exception {
    return desk.routes.handle(Request.get(address).below("/monitor").by(Desk.ALICE)).text();
  }

  private static String encoded() {
    return PathSegment.encode(HOSTILE);
  }

  private static void isSafe(String page) {
    assertThat(page)
        .doesNotContain("S3CRET")
        .doesNotContain("5ec2e7")
        .doesNotContain(System.getenv("PATH"))
        .doesNotContain("<script>")
        .doesNotContain("alert(1)</script>")
        .doesNotContain(" style=")
        .doesNotContainPattern("\\son[a-z]+=");
  }
}
