package org.fletchck.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.testing.ManualScheduler;
import org.fletchck.web.Stubs;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.pages.ActivityLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes by the API while somebody edits the file. */
class FileEditsTest {

  private static final String TEXT =
      """
      {
        "checks": {
          "job": {"type": "remote"},
          "web": {"type": "https", "options": {"hostname": "a"}}
        }
      }
      """;

  @TempDir private Path folder;
  private Path path = Path.of("");
  private Site site = Site.with(new Stubs().types()).open(SiteConfig.empty());
  private final Routes routes = new Routes();

  @BeforeEach
  void open() throws IOException {
    site.close();
    path = Files.writeString(folder.resolve("site.json"), TEXT);
    site =
        Site.with(new Stubs().types())
            .scheduler(new ManualScheduler(Instant.parse("2026-11-21T12:00:00Z"), 1))
            .open(SiteFile.read(path).config());
    PasswordCheck passwords = new PasswordCheck(System::nanoTime, () -> Accounts.of(site.config()));
    new Api(site, SiteEditor.inFile(site, path), ActivityLog.of(site), passwords).addTo(routes);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Response ask(String method, String address, String body, String tag) throws Exception {
    Map<String, String> headers = tag.isEmpty() ? Map.of() : Map.of("If-Match", tag);
    return routes.handle(Request.of(method, "/api/v1" + address, headers, body.getBytes(UTF_8)));
  }

  private String tag(String check) throws Exception {
    return ask("GET", "/checks/" + check + "/config", "", "").headers().getOrDefault("ETag", "");
  }

  @Test
  void savesChangeAndLeavesRestOfFileUntouched() throws Exception {
    String body = "{\"type\":\"remote\",\"note\":\"x\"}";

    assertThat(ask("PUT", "/checks/job/config", body, tag("job")).status()).isEqualTo(200);

    assertThat(Files.readString(path))
        .isEqualTo(TEXT.replace("\"remote\"}", "\"remote\", \"note\": \"x\"}"));
  }

  @Test
  void rejectsChangeIfEntryWasEditedInFileMeanwhile() throws Exception {
    String tag = tag("job");
    Files.writeString(path, TEXT.replace("\"remote\"", "\"remote\", \"note\": \"by hand\""));

    Response refused = ask("PUT", "/checks/job/config", "{\"type\":\"remote\"}", tag);

    assertThat(refused.status()).isEqualTo(412);
    assertThat(Files.readString(path)).contains("by hand");
  }

  @Test
  void keepsConcurrentFileEditOfAnotherEntry() throws Exception {
    String tag = tag("job");
    Files.writeString(path, TEXT.replace("\"a\"", "\"b\""));

    Response done = ask("PUT", "/checks/job/config", "{\"type\":\"remote\",\"note\":\"x\"}", tag);

    assertThat(done.status()).isEqualTo(200);
    assertThat(Files.readString(path)).contains("\"b\"", "\"note\": \"x\"");
    assertThat(site.config().checks().get("web").raw().toString()).contains("hostname=b");
  }

  @Test
  void doesNotOverwriteInvalidFile() throws Exception {
    Files.writeString(path, "{broken");

    Response refused = ask("POST", "/checks/job/pause", "", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("line 1, column 2");
    assertThat(Files.readString(path)).isEqualTo("{broken");
  }

  @Test
  void reportsWhySiteIsReadOnly() throws Exception {
    String tag = tag("job");
    Files.delete(path);
    Files.delete(folder);

    Response paused = ask("POST", "/checks/job/pause", "", "");
    Response replaced = ask("PUT", "/checks/job/config", "{\"type\":\"remote\"}", tag);
    Response token = ask("POST", "/tokens", "{\"name\":\"a\",\"access\":\"read\"}", "");

    for (Response refused : List.of(paused, replaced, token)) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text())
          .contains("the configuration is read-only")
          .contains("can't be written");
    }
    assertThat(ask("GET", "/site", "", "").text()).contains("\"readOnly\":\"" + folder);
    Files.createDirectory(folder);
  }
}
