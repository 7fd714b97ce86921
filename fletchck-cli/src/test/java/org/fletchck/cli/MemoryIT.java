package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
  void endsWhenItsMemoryIsUsedUpSoThatItIsStartedAgain() throws Exception {
    site(10, "1");
    try (Launched run = Launched.withOptions("-Xms16m -Xmx24m", folder, "run")) {
      run.out().await("all 10 checks judged");

      site(200_000, "1");

      assertThat(run.awaitEnd(PATIENCE)).isEqualTo(3);
      assertThat(run.out().all())
          .anyMatch(line -> line.contains("Terminating due to java.lang.OutOfMemoryError"));
      assertThat(run.out().all()).noneMatch(line -> line.startsWith("ended"));
    }
    site(10, "1");
    try (Launched run = Launched.withOptions("-Xms16m -Xmx24m", folder, "run")) {
      run.out().await("all 10 checks judged: 10 pass");
    }
  }

  @Test
  void runsFiveThousandChecksWithinFortyMebibytes() throws Exception {
    site(5_000, "20");
    try (Launched run = Launched.withOptions("-Xmx40m", folder, "run")) {
      run.goesOnUntil(
          () -> run.out().all().stream().anyMatch(line -> line.contains("all 5000 checks judged")));
      // Two more rounds, while the file is written and read again.
      for (int round = 0; round < 2; round++) {
        site(5_000, "2" + round);
        run.goesOnFor(Duration.ofSeconds(10));
      }
      run.signal("TERM");

      assertThat(run.awaitEnd(PATIENCE)).isZero();
      assertThat(run.out().all()).contains("ended, state saved");
      assertThat(run.out().all())
          .filteredOn(line -> line.startsWith("configuration taken over"))
          .isNotEmpty();
    }
  }

  private void site(int checks, String seconds) throws IOException {
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
            "{\"actions\": {\"log\": {\"type\": \"log\"}}, \"checks\": {" + all + "}}");
    Files.move(
        next,
        folder.resolve("fletchck.conf"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
