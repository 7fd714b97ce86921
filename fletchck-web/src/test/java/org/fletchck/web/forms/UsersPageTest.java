package org.fletchck.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersPageTest {

  private static final String SITE =
      "{\"webui\": {\"users\": {\"\": \"dummy\", \"alice\": \"$argon2i$v=19$m=256,t=2,p=1"
          + "$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8\", \"bob\": \"HASH-B\"}}}";

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
  void listsUsersWithoutTheirHashes() throws Exception {
    assertThat(desk.get("/users").text())
        .contains("alice")
        .contains("(you)")
        .contains("bob")
        .doesNotContain("HASH")
        .doesNotContain("argon2")
        .doesNotContain("dummy");
  }

  @Test
  void addsAUserWhoCanLogIn() throws Exception {
    HtmlForm form =
        desk.form("/users")
            .set("name", "c/d \"e\"")
            .set("password", "long enough")
            .set("again", "long enough");

    assertThat(desk.send(form).headers()).containsEntry("Location", "/users");

    Accounts accounts = Accounts.of(desk.saved());
    assertThat(accounts.users()).containsOnlyKeys("alice", "bob", "c/d \"e\"");
    assertThat(accounts.users().get("c/d \"e\"")).startsWith("$argon2id$");
    assertThat(desk.content()).contains("\"dummy\"").doesNotContain("long enough");
  }

  @Test
  void rejectsInvalidNewUser() throws Exception {
    HtmlForm form = desk.form("/users").set("name", "c").set("password", "12345678");
    assertThat(desk.send(form.set("again", "other")).text()).contains("the passwords don't match");
    form.set("password", "short").set("again", "short");
    Response answer = desk.send(form);
    assertThat(answer.text()).contains("8 to").contains("value=\"c\"").doesNotContain("short");
    form.set("name", "bob").set("password", "12345678").set("again", "12345678");
    assertThat(desk.send(form).text()).contains("already");
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void changesAPassword() throws Exception {
    HtmlForm form = desk.form("/users", "/users/bob/password");

    desk.send(form.set("password", "long enough").set("again", "long enough"));

    assertThat(Accounts.of(desk.saved()).users().get("bob")).startsWith("$argon2id$");
    assertThat(Accounts.of(desk.saved()).users()).containsKey("alice");
  }

  @Test
  void requiresCurrentPasswordToChangeOwnPassword() throws Exception {
    HtmlForm form =
        desk.form("/users", "/users/alice/password")
            .set("password", "long enough")
            .set("again", "long enough");

    Response guessed = desk.send(form.set("old", "guessed"));
    assertThat(guessed.status()).isEqualTo(422);
    assertThat(guessed.text()).contains("the current password is wrong");
    assertThat(desk.content()).isEqualTo(SITE);

    assertThat(desk.send(form.set("old", "password")).status()).isEqualTo(303);
    assertThat(Accounts.of(desk.saved()).users().get("alice")).startsWith("$argon2id$");
  }

  @Test
  void limitsGuessesOfCurrentPassword() throws Exception {
    HtmlForm form =
        desk.form("/users", "/users/alice/password")
            .set("password", "long enough")
            .set("again", "long enough")
            .set("old", "guessed");
    for (int i = 0; i < 5; i++) {
      desk.send(form);
    }

    assertThat(desk.send(form.set("old", "password")).text()).contains("too many attempts");
    assertThat(desk.content()).isEqualTo(SITE);
  }

  @Test
  void reservesUsersAndTokensForUserNamedAdmin() throws Exception {
    desk.close();
    desk = new Desk(folder, SITE.replace("bob", "admin"));
    String before = desk.content();

    String page = desk.get("/users").text();
    assertThat(page)
        .contains("Only the user admin can")
        .contains("/users/alice/password")
        .doesNotContain("/users/admin/password")
        .doesNotContain("Add user")
        .doesNotContain("Create token");
    for (String path :
        new String[] {
          "/users", "/users/admin/password", "/users/admin/delete", "/tokens", "/tokens/x/delete"
        }) {
      Response answer = desk.post(path);
      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.text()).as(path).contains("only the user admin may");
    }
    assertThat(desk.content()).isEqualTo(before);

    HtmlForm own =
        desk.form("/users", "/users/alice/password")
            .set("password", "long enough")
            .set("again", "long enough")
            .set("old", "password");
    assertThat(desk.send(own).status()).isEqualTo(303);
  }

  @Test
  void refusesToDeleteLastUserOrOneself() throws Exception {
    assertThat(desk.post("/users/alice/delete").text()).contains("delete yourself");
    assertThat(desk.post("/users/bob/delete").status()).isEqualTo(303);
    assertThat(desk.post("/users/alice/delete").status()).isEqualTo(422);
    assertThat(Accounts.of(desk.saved()).users()).containsOnlyKeys("alice");
  }

  @Test
  void showsANewTokenOnceAndRevokesIt() throws Exception {
    String shown =
        desk.send(desk.form("/users", "/tokens").set("name", "cron").set("access", "write")).text();
    Matcher token = Pattern.compile("<code>(fletchck_[^<]+)</code>").matcher(shown);
    assertThat(token.find()).isTrue();

    String page = desk.get("/users").text();
    assertThat(page).contains("read and write").doesNotContain(token.group(1));
    assertThat(desk.content()).contains("\"cron\": \"write:").doesNotContain(token.group(1));
    assertThat(page).doesNotContain(Accounts.of(desk.saved()).tokens().get("cron").substring(6));
    assertThat(desk.post("/tokens", Map.of("name", "cron")).status()).isEqualTo(422);

    assertThat(page)
        .contains("data-confirm=\"Revoke token cron?", "data-confirm=\"Delete user bob?");

    desk.send(HtmlForm.in(page, "/tokens/cron/delete"));
    assertThat(Accounts.of(desk.saved()).tokens()).isEmpty();
    assertThat(desk.post("/tokens/cron/delete").status()).isEqualTo(422);
  }
}
