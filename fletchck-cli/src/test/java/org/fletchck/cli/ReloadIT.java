package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site file of a running program changes, breaks, and is put right. */
class ReloadIT {

  @TempDir private Path folder;

  private TestWebServer first;
  private TestWebServer second;

  @BeforeEach
  void startMonitoredServers() throws IOException {
    first = TestWebServer.answering(500);
    second = TestWebServer.answering(500);
  }

  @AfterEach
  void stopThem() {
    first.close();
    second.close();
  }

  @Test
  void keepsStateWhileSiteFileChangesAndBreaks() throws Exception {
    site(check("first", first));
    try (Launched site = Launched.fletchck(folder, "run")) {
      site.out().await("FAIL  first (https)");

      site(check("first", first) + "," + check("second", second));
      site.out().await("configuration reloaded: 2 checks");
      site.out().await("FAIL  second (https)");

      replace("{'checks':\n  {,");
      assertThat(site.err().await("not applied"))
          .contains("fletchck.conf: line 2, column")
          .contains("the running configuration is kept");
      first.awaitRequests(2);
      first.answerFromNowOn(200);
      site.out().await("PASS  first (https)");

      site(check("second", second));
      site.out().await("configuration reloaded: 1 check,");
      second.answerFromNowOn(200);
      site.out().await("PASS  second (https)");

      site.signal("TERM");
      assertThat(site.awaitEnd()).isZero();
      assertThat(site.out().all()).filteredOn(line -> line.contains("FAIL")).hasSize(2);
      assertThat(site.err().all()).filteredOn(line -> line.contains("ERROR")).hasSize(1);
    }
  }

  private static String check(String name, TestWebServer server) {
    return """
        '%s': {'type': 'https', 'trigger': {'interval': {'seconds': 1}}, 'actions': ['log'],
          'options': {'hostname': '127.0.0.1', 'port': %d, 'tls': false, 'status': '200-399'}}
        """
        .formatted(name, server.port());
  }

  private void site(String checks) throws IOException {
    replace(
        """
        {'grace': 0, 'actions': {'log': {'type': 'log'}}, 'checks': {%s}}
        """
            .formatted(checks));
  }

  /** Replaces the file at once, as editors do: half a file would be reported; with ' for ". */
  private void replace(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text.replace('\'', '"'));
    Files.move(
        next,
        folder.resolve("fletchck.conf"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
