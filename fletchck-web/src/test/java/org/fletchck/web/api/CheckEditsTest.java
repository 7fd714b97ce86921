package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckEditsTest {

  private static final String WEB =
      "{'type':'https','options':{'hostname':'www.example.com','password':'********'}}";

  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private Map<String, Object> raw(String check) {
    return example.site.config().checks().get(check).raw();
  }

  private Response create(String name, String config) {
    return example.post("/checks", json("{'name':'" + name + "','config':" + config + "}"));
  }

  private Response put(String name, String config) {
    return example.put("/checks/" + name + "/config", json(config));
  }

  @Test
  void createsCheckWithTriggerGivenAsText() {
    Response made =
        create("new one", "{'type':'https','trigger':'10 min','options':{'hostname':'a'}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(raw("new one")).containsEntry("trigger", Map.of("interval", Map.of("minutes", 10)));
  }

  @Test
  void rejectsInvalidTrigger() {
    Response refused =
        create("a", "{'type':'https','trigger':'now and then','options':{'hostname':'a'}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused)).containsExactly("checks.a.trigger");
  }

  @Test
  void reportsPathsOfInvalidValues() {
    Response refused =
        create("My Web", "{'type':'https','options':{'port':'https'},'actions':['nobody']}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(ExampleSite.paths(refused))
        .contains(
            "checks.\"My Web\".options.port",
            "checks.\"My Web\".options.hostname",
            "checks.\"My Web\".actions");
    assertThat(example.site.config().checks()).doesNotContainKey("My Web");
  }

  @Test
  void rejectsTakenOrInvalidName() {
    assertThat(create("web", WEB).status()).isEqualTo(409);
    for (String name : List.of("", " ", "//x", "a\\u0000b", "\\ud800", "x".repeat(201))) {
      Response refused = create(name, "{'type':'remote'}");
      assertThat(refused.status()).as(name).isEqualTo(422);
      assertThat(ExampleSite.paths(refused)).as(name).containsExactly("name");
    }
  }

  @Test
  void replacesConfigOnlyIfETagMatches() {
    Response shown = example.get("/checks/web/config");
    String tag = shown.headers().get("ETag");
    Map<String, String> match = Map.of("If-Match", tag);
    String changed =
        shown.text().replace("www.example.com", "www.example.com\",\"reqPath\":\"/status");
    String moved = shown.text().replace("www.example.com", "www.example.com\",\"port\":\"8443");

    Response first = example.ask("PUT", "/checks/web/config", shown.text(), match);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.headers()).containsEntry("ETag", tag);
    // With a secret kept the path may change, host and port may not.
    Response elsewhere = example.ask("PUT", "/checks/web/config", moved, match);
    assertThat(elsewhere.status()).isEqualTo(422);
    assertThat(elsewhere.text()).contains("needed again", "when port changes");
    Response second = example.ask("PUT", "/checks/web/config", changed, match);
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    Response third = example.ask("PUT", "/checks/web/config", shown.text(), match);

    assertThat(third.status()).isEqualTo(412);
    assertThat(raw("web").get("options").toString()).contains("reqPath=/status");
  }

  @Test
  void requiresIfMatchHeader() {
    Response refused = example.ask("PUT", "/checks/web/config", json(WEB), Map.of());

    assertThat(refused.status()).isEqualTo(428);
    assertThat(refused.text()).contains("If-Match");
  }

  @Test
  void rejectsStaleETagOnPutAndDelete() {
    String tag = example.get("/checks/web/config").headers().get("ETag");
    example.post("/checks/web/pause", "");

    assertThat(
            example.ask("PUT", "/checks/web/config", json(WEB), Map.of("If-Match", tag)).status())
        .isEqualTo(412);
    assertThat(example.ask("DELETE", "/checks/all", "", Map.of("If-Match", tag)).status())
        .isEqualTo(412);
  }

  @Test
  void keepsSecretSentBackMasked() {
    assertThat(put("web", WEB).status()).isEqualTo(200);

    assertThat(raw("web").get("options").toString()).contains(ExampleSite.SECRET);
  }

  @Test
  void acceptsNewSecretAndRemovesOmittedSecret() {
    put("web", WEB.replace("********", "other"));
    assertThat(raw("web").get("options").toString()).contains("other");
    put("web", WEB.replace(",'password':'********'", ""));
    assertThat(raw("web").get("options").toString()).doesNotContain("password");
  }

  @Test
  void requiresSecretAgainForAnotherHost() {
    Response refused = put("web", WEB.replace("www.example.com", "evil.example.com"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused)).containsExactly("checks.web.options.password");
    assertThat(
            put(
                    "web",
                    WEB.replace("www.example.com", "new.example.com").replace("********", "again"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void rejectsMaskWithoutStoredSecret() {
    Response refused =
        create("a", "{'type':'https','options':{'hostname':'a','password':'********'}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused)).containsExactly("checks.a.options.password");
  }

  @Test
  void rejectsProgramsAndReferencesUnlessAllowedInFile() {
    assertThat(create("a", "{'type':'exec','options':{'command':['/bin/true']}}").status())
        .isEqualTo(422);
    assertThat(put("web", WEB.replace("********", "${file:/etc/shadow}")).status()).isEqualTo(422);
    assertThat(put("web", "{'type':'exec','options':{'command':['/bin/true']}}").status())
        .isEqualTo(422);
    assertThat(example.site.config().checks().get("web").type()).isEqualTo("https");
  }

  @Test
  void renamesCheckWithItsReferences() {
    example.site.run("web");
    Response renamed = example.post("/checks/router/rename", "{\"name\": \"gate/way\"}");

    assertThat(renamed.status()).isEqualTo(200);
    assertThat(raw("web")).containsEntry("depends", List.of("gate/way"));
    assertThat(example.get("/checks/gate%2Fway").status()).isEqualTo(200);
    assertThat(example.post("/checks/web/rename", "{\"name\": \"all\"}").status()).isEqualTo(409);
    assertThat(example.post("/checks/web/rename", "{}").status()).isEqualTo(422);
  }

  @Test
  void keepsStateAcrossRename() {
    example.site.run("web");
    example.post("/checks/web/rename", "{\"name\": \"shop\"}");

    assertThat(example.get("/checks/shop").text()).contains("\"status\":\"pass\"");
  }

  @Test
  void listsReferencesBeforeDeletingCheck() {
    Response refused = example.ask("DELETE", "/checks/router", "", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused))
        .containsExactlyInAnyOrder("checks.web.depends", "checks.all.options.checks");
    assertThat(example.ask("DELETE", "/checks/router?references=leave", "", Map.of()).status())
        .isEqualTo(200);
    assertThat(example.site.config().checks()).doesNotContainKey("router");
    assertThat(example.ask("DELETE", "/checks/router", "", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void deletesUnreferencedCheck() {
    assertThat(example.ask("DELETE", "/checks/all", "", Map.of()).status()).isEqualTo(200);
    assertThat(example.get("/checks/all").status()).isEqualTo(404);
  }
}
