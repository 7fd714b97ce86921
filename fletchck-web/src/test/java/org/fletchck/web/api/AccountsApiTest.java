package org.fletchck.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsApiTest {

  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private Accounts accounts() {
    return Accounts.of(example.site.config());
  }

  @Test
  void addsAndDeletesUsers() {
    Response added = example.post("/users", "{\"name\": \"ben\", \"password\": \"long enough\"}");

    assertThat(added.status()).isEqualTo(201);
    assertThat(added.text()).doesNotContain("long enough").doesNotContain("argon2");
    assertThat(accounts().users().get("ben")).startsWith("$argon2id$");
    assertThat(example.get("/users").text()).contains("ben");
    assertThat(example.ask("DELETE", "/users/ben", "", Map.of()).status()).isEqualTo(200);
    assertThat(accounts().users()).containsOnlyKeys("anna");
    assertThat(example.site.config().raw().toString()).contains("dummy");
  }

  @Test
  void rejectsInvalidUsers() {
    assertThat(ExampleSite.paths(example.post("/users", "{}"))).containsExactly("name", "password");
    Response shortOne = example.post("/users", "{\"name\": \"ben\", \"password\": \"short\"}");
    assertThat(shortOne.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(shortOne)).containsExactly("password");
    assertThat(shortOne.text()).doesNotContain("\"short\"");
    assertThat(example.post("/users", "{\"name\": \"anna\", \"password\": \"12345678\"}").status())
        .isEqualTo(409);
    assertThat(
            ExampleSite.paths(
                example.post("/users", "{\"name\": \"a\\nb\", \"password\": \"12345678\"}")))
        .containsExactly("name");
    assertThat(accounts().users()).containsOnlyKeys("anna");
  }

  @Test
  void refusesToDeleteLastUser() {
    Response refused = example.ask("DELETE", "/users/anna", "", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("the last user");
    assertThat(example.ask("DELETE", "/users/nobody", "", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void changesPasswords() {
    String before = accounts().users().get("anna");
    String password = "{\"password\": \"long enough\"}";

    assertThat(example.ask("PUT", "/users/nobody/password", password, Map.of()).status())
        .isEqualTo(404);
    assertThat(example.ask("PUT", "/users/anna/password", password, Map.of()).status())
        .isEqualTo(200);
    assertThat(accounts().users().get("anna")).startsWith("$argon2id$v=19").isNotEqualTo(before);
  }

  @Test
  void requiresCurrentPasswordOfLoggedInUser() throws Exception {
    example.post("/users", "{\"name\": \"ben\", \"password\": \"long enough\"}");
    Caller ben = new Caller("ben", Access.WRITE, "token of a session");
    String path = Api.ROOT + "/users/ben/password";

    Response without = put(path, "{\"password\": \"even longer\"}", ben);
    Response with = put(path, "{\"password\": \"even longer\", \"present\": \"long enough\"}", ben);

    assertThat(without.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(without)).containsExactly("present");
    assertThat(with.status()).isEqualTo(200);
  }

  private Response put(String path, String body, Caller caller) throws Exception {
    return example
        .routes()
        .handle(Request.of("PUT", path, Map.of(), body.getBytes(UTF_8)).by(caller));
  }

  @Test
  void showsANewTokenOnceAndRevokesIt() {
    Response made = example.post("/tokens", "{\"name\": \"cron\", \"access\": \"write\"}");

    String token = String.valueOf(ExampleSite.values(made).get("token"));
    assertThat(token).startsWith("fletchck_");
    assertThat(accounts().tokens().get("cron")).startsWith("write:").doesNotContain(token);
    assertThat(example.get("/tokens").text()).contains("cron").doesNotContain(token);
    assertThat(example.post("/tokens", "{\"name\": \"cron\", \"access\": \"read\"}").status())
        .isEqualTo(409);
    assertThat(example.ask("DELETE", "/tokens/cron", "", Map.of()).status()).isEqualTo(200);
    assertThat(example.ask("DELETE", "/tokens/cron", "", Map.of()).status()).isEqualTo(404);
    assertThat(accounts().tokens()).containsOnlyKeys("prometheus");
  }

  @Test
  void requiresValidAccessForNewToken() {
    assertThat(ExampleSite.paths(example.post("/tokens", "{\"name\": \"cron\"}")))
        .containsExactly("access");
    assertThat(
            ExampleSite.paths(example.post("/tokens", "{\"name\": \"cron\", \"access\": \"all\"}")))
        .containsExactly("access");
  }
}
