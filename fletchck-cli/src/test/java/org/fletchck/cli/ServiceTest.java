package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fletchck.cli.Signals.Request;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {

  private static final String TWO =
      """
      {'grace': 0, 'checks': {
        'a': {'type': 'file', 'trigger': {'interval': {'hours': 1}}, 'options': {'path': 'here'}},
        'b': {'type': 'file', 'trigger': {'interval': {'hours': 1}}, 'options': {'path': 'gone'}},
        'c': {'type': 'file', 'options': {'path': 'gone'}}
      }}
      """;

  @TempDir private Path folder;

  private final Lines out = new Lines();
  private final Lines err = new Lines();

  private Service open() throws SiteFileException {
    return new Service(
        SiteOptions.WithState.of(folder.resolve("fletchck.conf"), folder),
        new Console(out.printer(), err.printer(), false, InstantSource.system()));
  }

  @Test
  void printsStartupLineAndJudgementSummary() throws Exception {
    Path file = Cli.site(folder, TWO);
    Files.writeString(folder.resolve("here"), "");

    try (Service service = open()) {
      assertThat(out.await("fletchck"))
          .contains(": 3 checks, 0 actions from " + file + ", state in " + folder);
      assertThat(out.await("judged")).isEqualTo("all 2 checks judged: 1 passes, 1 fails");
      assertThat(out.all()).anyMatch(line -> line.contains("FAIL  b (file)  gone is missing"));
      assertThat(service.site().states()).hasSize(3);
    }
  }

  @Test
  void runsValidChecksDespiteMisconfiguredOnes() throws Exception {
    Cli.site(
        folder,
        """
        {'checks': {
          'a': {'type': 'nonsense', 'trigger': {'interval': {'hours': 1}}},
          'b': {'type': 'file', 'trigger': {'cron': {'hour': 99}}, 'options': {'path': 'here'}},
          'c': {'type': 'file', 'trigger': {'interval': {'hours': 1}}, 'options': {'path': 'here'}}
        }}
        """);
    Files.writeString(folder.resolve("here"), "");

    try (Service service = open()) {
      assertThat(out.await("judged")).isEqualTo("all 3 checks judged: 1 passes, 2 can't run");
      err.await("ERROR checks.a.type");
      err.await("ERROR checks.b.trigger: cron.hour");
      assertThat(service.site().isMisconfigured("c")).isFalse();
    }
  }

  @Test
  void summarizesRepeatedWarnings() throws Exception {
    Cli.site(
        folder,
        "{'checks': {%s}}"
            .formatted(
                IntStream.range(0, 50)
                    .mapToObj("'c%d': {'type': 'file', 'options': {'path': 'here'}}"::formatted)
                    .collect(Collectors.joining(", "))));

    try (Service service = open()) {
      err.await("47 more: nobody is notified of its failure; see fletchck validate");
      assertThat(err.all())
          .filteredOn(line -> line.contains("nobody is notified of its failure"))
          .hasSize(4);
      assertThat(service.site().problems()).hasSize(50);
    }
  }

  @Test
  void appliesChangedFileOnReload() throws Exception {
    Cli.site(folder, "{}");

    try (Service service = open()) {
      Cli.site(folder, TWO);
      service.reload(false);

      assertThat(service.site().config().checks()).hasSize(3);
      out.await("configuration reloaded: 3 checks, 0 actions");
    }
  }

  @Test
  void keepsRunningConfigurationWhenFileIsBroken() throws Exception {
    Cli.site(folder, TWO);

    try (Service service = open()) {
      Cli.site(folder, "{'checks': {\n  oops");
      service.reload(true);

      assertThat(err.await("not applied")).contains("ERROR", "line 2, column");
      assertThat(service.site().config().checks()).hasSize(3);
      assertThat(service.site().problems())
          .extracting(Problem::toString)
          .anyMatch(problem -> problem.startsWith("site file: ") && problem.contains("line 2"));

      Cli.site(folder, TWO);
      service.reload(false);
      assertThat(service.site().problems()).noneMatch(Problem::isError);
    }
  }

  @Test
  void detectsChangedFileAndStopsOnRequest() throws Exception {
    Cli.site(folder, "{}");
    LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    try (Service service = open()) {
      Cli.site(folder, TWO);
      Thread serving = new Thread(() -> serve(service, requests));
      serving.start();
      out.await("configuration reloaded");
      requests.add(Request.STOP);
      serving.join(20_000);
      assertThat(serving.isAlive()).isFalse();
    }
  }

  private static void serve(Service service, LinkedBlockingQueue<Request> requests) {
    try {
      service.serve(requests);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void reportsWhenStateCannotBeSaved() throws Exception {
    Path file = Cli.site(folder, TWO);
    Path state = Files.createDirectory(folder.resolve("state"));
    Service service =
        new Service(
            SiteOptions.WithState.of(file, state),
            new Console(out.printer(), err.printer(), false, InstantSource.system()));
    try (service) {
      out.await("judged");
      Files.move(state, folder.resolve("elsewhere"));
      Files.writeString(state, "in the way");
    }
    assertThat(service.end()).startsWith("stopped; state can't be saved to " + state);

    Service other = open();
    other.close();
    assertThat(other.end()).isEqualTo("stopped, state saved");
  }

  @Test
  void keepsRunningWhenFileIsReplacedByPipe() throws Exception {
    Path file = Cli.site(folder, TWO);

    try (Service service = open()) {
      Files.delete(file);
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
      service.reload(false);

      assertThat(err.await("not applied"))
          .contains("expected a regular file, found a pipe", "the running configuration is kept");
      assertThat(service.site().config().checks()).hasSize(3);
    }
  }

  @Test
  void startsWithTheLastGoodConfigurationWhenTheFileIsBroken() throws Exception {
    Cli.site(folder, TWO);
    open().close();
    Cli.site(folder, "not json");

    try (Service service = open()) {
      err.await("fletchck.conf: line 1, column");
      err.await("running on the last good configuration");
      assertThat(service.site().config().checks()).hasSize(3);
      assertThat(service.site().config().folder()).isEqualTo(folder.toAbsolutePath());
    }
  }

  @Test
  void doesNotStartWithoutAnyGoodConfiguration() throws IOException {
    Cli.site(folder, "not json");

    assertThatThrownBy(this::open).isInstanceOf(SiteFileException.class);
    Cli.site(folder, "{}");
    try (Service service = open()) {
      assertThat(service.site().config().checks()).isEmpty();
    }
  }
}
