package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.fletchck.config.SiteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs packaged distributions that tell each other their states through a broker. */
class MqttIT {

  private static final Duration ENDING = Duration.ofSeconds(5);

  @TempDir private Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static void site(Path place, String json) throws IOException {
    Path next = Files.writeString(place.resolve("next"), json.replace('\'', '"'));
    Files.move(
        next,
        place.resolve("fletchck.conf"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void end(Launched site) throws Exception {
    site.signal("TERM");
    assertThat(site.awaitEnd(ENDING)).isZero();
  }

  @Test
  void edgeReportsToHubAndBothSurviveBrokerOutage() throws Exception {
    try (TestWebServer web = TestWebServer.answering(200);
        MqttBroker broker = new MqttBroker(folder)) {
      broker.start();
      site(
          folder("hub"),
          "{'grace': 0, 'mqtt': {'hostname': '127.0.0.1', 'port': %d, 'basetopic': 'site/#'}}"
              .formatted(broker.port()));
      site(
          folder("edge"),
          """
          {'grace': 0, 'mqtt': {'hostname': '127.0.0.1', 'port': %d}, 'checks': {
            'web': {'type': 'https', 'trigger': {'interval': {'seconds': 1}}, 'publish': 'site/web',
              'options': {'hostname': '127.0.0.1', 'port': %d, 'tls': false, 'status': '200-399'}}}}
          """
              .formatted(broker.port(), web.port()));
      try (Launched hub = Launched.fletchck(folder("hub"), "run");
          Launched edge = Launched.fletchck(folder("edge"), "run")) {
        hub.out().await("mqtt: connected to 127.0.0.1:" + broker.port());
        edge.out().await("mqtt: connected to");
        hub.goesOnUntil(
            () ->
                SiteFile.read(folder("hub").resolve("fletchck.conf"))
                    .config()
                    .checks()
                    .containsKey("web"));

        web.answerFromNowOn(500);
        assertThat(hub.out().await("FAIL")).contains("web (remote (https))").contains("500");

        broker.kill();
        hub.err().await("mqtt: not connected to 127.0.0.1:" + broker.port() + " since ");
        edge.err().await("mqtt: not connected to");
        web.answerFromNowOn(200);
        edge.out().await("PASS  web (https)");
        broker.start();
        hub.out().await("PASS  web (remote (https))");

        end(edge);
        end(hub);
      }
    }
  }

  @Test
  void appliesChangesToMqttSection() throws Exception {
    try (MqttBroker broker = new MqttBroker(folder)) {
      broker.start();
      Path place = folder("site");
      site(place, "{'checks': {}}");
      try (Launched run = Launched.fletchck(place, "run")) {
        run.out().await("fletchck 0.");
        site(place, "{'mqtt': {'hostname': '127.0.0.1', 'port': %d}}".formatted(broker.port()));
        run.out().await("mqtt: connected to");

        site(place, "{'mqtt': {'hostname': '127.0.0.1', 'port': 1}}");
        run.err().await("mqtt: not connected to 127.0.0.1:1 since ");
        site(place, "{'checks': {}}");
        run.out().await("configuration reloaded");

        end(run);
      }
    }
  }
}
