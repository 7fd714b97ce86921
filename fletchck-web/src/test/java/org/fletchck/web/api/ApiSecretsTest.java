package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets stand in every place where one may stand, also in wrong ones, and never come out. */
class ApiSecretsTest {

  private static final String FILE =
      """
          {
            "allowExec": true,
            "unknown": "SECRET",
            "// note": "SECRET",
            "webui": {
              "users": {"anna": "SECRET"},
              "tokens": {"script": "read:SECRET", "broken": "SECRET"},
              "password": "SECRET"
            },
            "mqtt": {"password": "SECRET", "username": "${file:hidden}"},
            "heartbeat": {"url": "https://example.com/SECRET"},
            "actions": {
              "box": {
                "type": "box", "password": "SECRET",
                "options": {"url": "https://x/refuse/SECRET", "password": "SECRET", "pasword": "SECRET"}
              },
              "other": {"type": "unheard of", "options": {"password": "SECRET"}}
            },
            "checks": {
              "web": {
                "type": "https", "actions": ["box", "other"], "secret": "SECRET",
                "note": "${file:hidden}",
                "options": {
                  "hostname": "a", "password": "SECRET", "headers": {"Authorization": "SECRET"},
                  "// old": "SECRET", "username": "${file:hidden}", "apikey": "SECRET"
                }
              },
              "list": {"type": "https", "options": {"hostname": ["SECRET"], "port": "${file:hidden}"}},
              "misconfigured": {"type": "https", "options": {"password": ["SECRET"], "headers": "SECRET"}},
              "strange": {"type": "unheard of", "options": {"key": "SECRET"}},
              "typeless": {"options": {"key": "SECRET"}},
              "job": {"type": "remote"}
            }
          }
      """
          .replace("SECRET", ExampleSite.SECRET);

  @TempDir private static Path folder;

  private ExampleSite example = new ExampleSite();

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("hidden"), ExampleSite.SECRET);
    example = new ExampleSite(SiteConfig.of(SiteFile.parse(FILE)).inFolder(folder));
  }

  @AfterEach
  void close() {
    example.close();
  }

  @Test
  void exposesNoSecretsOnAnyRoute() {
    example.stubs.at("a", CheckResult.fail("broken"));
    example.site.run("web");
    for (Route route : example.routes().all()) {
      for (String name :
          List.of("web", "misconfigured", "strange", "typeless", "job", "box", "other")) {
        String path = route.pattern().replace("{name}", name);
        Response answer =
            route.method().equals("GET")
                ? example.get(path)
                : example.ask(route.method(), path, "{\"until\": 1}", Map.of());
        assertThat(answer.text()).as(route.method() + " " + path).doesNotContain("hunter2");
        assertThat(answer.headers().toString()).doesNotContain("hunter2");
      }
    }
  }

  @Test
  void masksSecretsInConfig() {
    assertThat(example.get("/checks/web/config").text())
        .contains(
            "\"password\":\"********\"", "\"headers\":\"********\"", "\"secret\":\"********\"")
        .contains("\"hostname\":\"a\"");
  }

  @Test
  void restoresMaskedSecretsOnWrite() {
    for (String path : List.of("/checks/web/config", "/actions/other/config", "/site/settings")) {
      var before = example.site.config();
      Response answer = example.put(path, example.get(path).text());

      assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
      assertThat(example.site.config()).as(path).isEqualTo(before);
    }
  }
}
