package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with little memory, and with too little. */
class MemoryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void exitsWhenOutOfMemoryAndCanBeRestarted() throws Exception {
    site(10, "1");
    try (Launched run = Launched.withOptions("-Xms16m -Xmx24m", folder, "run")) {
      run.out().await("all 10 checks judged");

      site(200_000, "1");

      assertThat(run.awaitEnd(PATIENCE)).isEqualTo(3);
      assertThat(run.out().all())
          .anyMatch(line -> line.contains("Terminating due to java.lang.OutOfMemoryError"));
      assertThat(run.out().all()).noneMatch(line -> line.startsWith("stopped"));
    }
    site(10, "1");
    try (Launched run = Launched.withOptions("-Xms16m -Xmx24m", folder, "run")) {
      run.out().await("10 checks, 1 action");
      run.signal("TERM");

      assertThat(run.awaitEnd(PATIENCE)).isZero();
      assertThat(run.out().all()).contains("stopped, state saved");
    }
  }

  @Test
  void runsFiveThousandChecksWithinFortyMebibytes() throws Exception {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    String last =
        """
        , "door": {"type": "tcp", "options": {"hostname": "127.0.0.1", "port": %d},
          "trigger": {"interval": {"seconds": 10}}, "actions": ["log"]}"""
            .formatted(door.getLocalPort());
    site(5_000, "20", last);
    try (Launched run = Launched.withOptions("-Xmx40m", folder, "run")) {
      run.goesOnUntil(
          () -> run.out().all().stream().anyMatch(line -> line.contains("all 5001 checks judged")));
      run.goesOnFor(Duration.ofSeconds(20));
      door.close();
      run.goesOnUntil(
          () ->
              run.out().all().stream()
                  .anyMatch(line -> line.contains("FAIL") && line.contains("door")));
      run.signal("TERM");

      assertThat(run.awaitEnd(PATIENCE)).isZero();
      assertThat(run.out().all())
          .anyMatch(line -> line.startsWith("stopped")); // saving has 2 s only
    } finally {
      door.close();
    }
  }

  private void site(int checks, String seconds) throws IOException {
    site(checks, seconds, "");
  }

  private void site(int checks, String seconds, String more) throws IOException {
    String all =
        IntStream.range(0, checks)
            .mapToObj(
                i ->
                    "\"check %d\": {\"type\": \"disk\", \"trigger\": {\"interval\": {\"seconds\": %s}}, \"actions\": [\"log\"]}"
                        .formatted(i, seconds))
            .collect(Collectors.joining(",\n"));
    Path next =
        Files.writeString(
            folder.resolve("next"),
            "{\"actions\": {\"log\": {\"type\": \"log\"}}, \"checks\": {" + all + more + "}}");
    Files.move(
        next,
        folder.resolve("fletchck.conf"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
