package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActionsApiTest {

  private static final String REFUSING =
      "{\"type\":\"box\",\"options\":{\"url\":\"https://x/refuse\"}}";

  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  @Test
  void createsReplacesAndDeletesAction() {
    Response made =
        example.post("/actions", "{\"name\":\"night/1\",\"config\":{\"type\":\"box\"}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(example.put("/actions/night%2F1/config", REFUSING).status()).isEqualTo(200);
    assertThat(example.get("/actions/night%2F1/config").text()).contains("\"url\":\"********\"");
    assertThat(example.ask("DELETE", "/actions/night%2F1", "", Map.of()).status()).isEqualTo(200);
    assertThat(example.get("/actions/night%2F1").status()).isEqualTo(404);
  }

  @Test
  void sendsTestNotification() {
    assertThat(example.post("/actions/mail/test", "").text())
        .contains("\"outcome\":\"delivered\"", "put into the box");
    example.put("/actions/mail/config", REFUSING);
    assertThat(example.post("/actions/mail/test", "").text())
        .contains("\"outcome\":\"refused\"", "it isn't wanted");
  }

  @Test
  void listsOutboxAndSettledEntries() {
    example.put("/actions/mail/config", REFUSING);
    example.stubs.at("www.example.com", CheckResult.fail("down"));
    example.site.run("web");
    example.after(Duration.ofSeconds(1));

    assertThat(example.get("/actions/mail").text()).contains("\"undelivered\":1");
    assertThat(example.get("/outbox").text())
        .contains("\"total\":1", "\"title\":\"FAIL: web (https)\"", "\"failedAttempts\":1");
    example.after(Duration.ofHours(1));
    assertThat(example.get("/outbox").text()).contains("\"total\":0");
    assertThat(example.get("/settled").text()).contains("\"end\":\"refused\"");
  }

  @Test
  void listsReferencesBeforeDeletingAction() {
    Response refused = example.ask("DELETE", "/actions/mail", "", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused))
        .containsExactlyInAnyOrder("checks.web.actions", "checks.backup.actions");
    assertThat(example.ask("DELETE", "/actions/mail?references=leave", "", Map.of()).status())
        .isEqualTo(200);
  }

  @Test
  void renamesActionWithItsReferences() {
    assertThat(example.post("/actions/mail/rename", "{\"name\":\"post\"}").status()).isEqualTo(200);
    assertThat(example.site.config().checks().get("web").actions()).isEqualTo(List.of("post"));
    assertThat(example.post("/actions/mail/rename", "{\"name\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void rejectsStaleOrMissingETag() {
    String tag = example.get("/actions/mail/config").headers().get("ETag");
    example.put("/actions/mail/config", REFUSING);

    Response second = example.ask("PUT", "/actions/mail/config", REFUSING, Map.of("If-Match", tag));

    assertThat(second.status()).isEqualTo(412);
    assertThat(example.ask("PUT", "/actions/mail/config", REFUSING, Map.of()).status())
        .isEqualTo(428);
  }

  @Test
  void requiresSecretsAgainForAnotherHost() {
    Response refused =
        example.put(
            "/actions/mail/config",
            "{\"type\":\"box\",\"options\":{\"hostname\":\"evil\",\"password\":\"********\"}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused)).containsExactly("actions.mail.options.password");
  }
}
