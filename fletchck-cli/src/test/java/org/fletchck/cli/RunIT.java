package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fletchck.spi.Status;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged distribution as processes: signals, files, and what is printed. */
class RunIT {

  private static final Path LAUNCHER =
      Path.of("target", "fletchck", "bin", "fletchck").toAbsolutePath();

  @TempDir private Path folder;

  private final AtomicInteger status = new AtomicInteger(204);
  private final List<Process> started = new ArrayList<>();
  private final Lines out = new Lines();
  private final Lines err = new Lines();
  private HttpServer server;

  @BeforeEach
  void startAServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopEverything() {
    started.forEach(Process::destroyForcibly);
    server.stop(0);
  }

  private void site(String more) throws IOException {
    Cli.site(
        folder,
        """
        {'grace': 0, 'checks': {
          'Büro': {'type': 'https', 'trigger': {'interval': {'seconds': 1}}, 'options': {
            'hostname': '127.0.0.1', 'port': %d, 'tls': false, 'status': '200-399'}}%s}}
        """
            .formatted(server.getAddress().getPort(), more));
  }

  /** Starts the launcher with signals as a service has them, whatever runs this test. */
  private Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal", LAUNCHER.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("FLETCHCK_JAVA_OPTS");
    builder.environment().remove("STATE_DIRECTORY");
    Process process = builder.start();
    started.add(process);
    pump(process.getInputStream(), out);
    pump(process.getErrorStream(), err);
    return process;
  }

  private static void pump(InputStream from, Lines to) {
    BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
    Thread thread =
        new Thread(
            () -> {
              try (reader) {
                reader.lines().forEach(to::add);
              } catch (IOException | UncheckedIOException e) {
                to.add("the process was killed");
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  private static int code(Process process, int seconds) throws InterruptedException {
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("ends in time").isTrue();
    return process.exitValue();
  }

  @Test
  void showsChangesAndEndsWithinFiveSecondsOfSigterm() throws Exception {
    site("");
    Process run = start("run");
    out.await("fletchck 0.");
    out.await("the only check judged: 1 passes");
    status.set(500);
    assertThat(out.await("FAIL")).matches("\\d\\d:\\d\\d:\\d\\d FAIL  Büro \\(https\\)  .*500.*");
    status.set(204);
    assertThat(out.await("PASS")).matches("\\d\\d:\\d\\d:\\d\\d PASS  Büro \\(https\\)  failed.*");

    signal(run, "TERM");

    assertThat(code(run, 5)).isZero();
    assertThat(SqliteStore.peek(folder, "fletchck.conf").checks().values())
        .extracting(check -> check.state().status())
        .containsExactly(Status.PASS);
  }

  @Test
  void endsOnSigint() throws Exception {
    site("");
    Process run = start("run");
    out.await("judged");

    signal(run, "INT");

    assertThat(code(run, 5)).isZero();
    out.await("stopped, state saved");
  }

  @Test
  void reloadsSiteFileOnSighup() throws Exception {
    site("");
    Process run = start("run");
    out.await("judged");

    signal(run, "HUP");
    out.await("configuration reloaded: 1 check");

    Cli.site(folder, "{'checks': oops}");
    signal(run, "HUP");
    assertThat(err.await("not applied")).contains("line 1, column");
    assertThat(run.isAlive()).isTrue();
  }

  @Test
  void reloadsChangedSiteFile() throws Exception {
    site("");
    start("run");
    out.await("judged");

    site(", 'second': {'type': 'disk'}");

    out.await("configuration reloaded: 2 checks");
  }

  @Test
  void refusesASecondProcess() throws Exception {
    site("");
    Process first = start("run");
    out.await("judged");

    assertThat(code(start("run", "--once"), 20)).isEqualTo(2);

    err.await("in use by process " + first.pid());
  }

  @Test
  void acceptsCommandLineOfOriginal() throws Exception {
    site("");
    Process run = start("-config=fletchck.conf", "--port=0");

    assertThat(out.await("web pages at")).contains(" http://localhost:").contains("/login?code=");

    signal(run, "TERM");
    assertThat(code(run, 5)).isZero();
  }

  @Test
  void keepsRunningWhenWebPortIsInUse() throws Exception {
    site("}, 'webui': {'port': %d, 'name': 'Home'".formatted(server.getAddress().getPort()));
    Process run = start("run");
    out.await("judged");

    assertThat(err.await("no web pages")).contains("can't be opened");

    signal(run, "TERM");
    assertThat(code(run, 5)).isZero();
  }

  @Test
  void servesNoWebPagesWithNoWebOption() throws Exception {
    site("}, 'webui': {'port': 0");
    Process run = start("run", "--no-web");
    out.await("judged");

    signal(run, "TERM");
    assertThat(code(run, 5)).isZero();
    assertThat(out.all()).noneMatch(line -> line.contains("web pages"));
  }

  @Test
  void endsWithinFiveSecondsOfSigtermDespiteOpenWebConnection() throws Exception {
    site("}, 'webui': {'port': 0");
    Process run = start("run");
    String line = out.await("web pages at");
    int port = Integer.parseInt(line.replaceFirst(".*localhost:(\\d+)/.*", "$1"));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      signal(run, "HUP");
      assertThat(out.await("web pages at")).isNotEqualTo(line); // a new link

      signal(run, "TERM");
      assertThat(code(run, 5)).isZero();
    }
  }

  @Test
  void runsTheLastGoodConfigurationWhenTheFileIsBroken() throws Exception {
    site("");
    assertThat(code(start("run", "--once"), 20)).isZero();
    Cli.site(folder, "{'checks': oops}");
    start("run");

    err.await("running on the last good configuration");
    out.await("fletchck 0.");

    site(", 'second': {'type': 'disk'}");
    out.await("configuration reloaded: 2 checks");
  }

  @Test
  void findsCheckByNonAsciiNameInAsciiLocale() throws Exception {
    site("");

    assertThat(code(start("check", "Büro"), 20)).isZero();
    out.await("PASS Büro (https): ");
  }

  @Test
  void loadsPluginNextToSiteFile() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Jars.write(
        plugins.resolve("file.jar"),
        List.of(FileCheckType.class),
        "org.fletchck.spi.CheckType",
        FileCheckType.class.getName());
    site(", 'plug': {'type': 'file', 'options': {'path': 'fletchck.conf'}}");

    assertThat(code(start("check", "plug"), 20)).isZero();
    out.await("PASS plug (file): there");
  }

  @Test
  void runsDemoOnce() throws Exception {
    assertThat(code(start("demo", "--once"), 60)).isZero();

    assertThat(out.await("local web")).startsWith("PASS ");
    assertThat(out.await("this machine")).startsWith("PASS ");
  }

  @Test
  void runsDemoInGivenFolderAndKeepsIt() throws Exception {
    Process demo = start("demo", folder.resolve("show").toString());
    out.await("all 3 checks judged: 3 pass");

    signal(demo, "TERM");

    assertThat(code(demo, 5)).isZero();
    assertThat(out.all()).anyMatch(line -> line.startsWith("web pages at http://localhost:"));
    assertThat(folder.resolve("show/fletchck.conf")).content().contains("local web");
  }
}
