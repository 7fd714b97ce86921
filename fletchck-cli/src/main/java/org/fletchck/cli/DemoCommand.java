package org.fletchck.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs a sample site that needs nothing but this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Runs a sample site: the disk of this machine, a local HTTPS server that this command"
          + " starts, and a sequence of both.",
      "The server is down for 15 seconds of each minute, to show a failure and a recovery. The site"
          + " file is written to a folder, and may be edited while the demo runs."
    },
    footer = {"", "Ends on SIGINT (Control-C) or SIGTERM.", "Example:", "  fletchck demo"})
final class DemoCommand implements Callable<Integer> {

  private static final String FILE = "fletchck.conf";
  private static final String WEB = "local web";

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description =
          "Folder for the site file, which is kept. Default: a new temporary folder, removed at the"
              + " end.")
  private @Nullable Path folder;

  @Option(names = "--once", description = "Run each check once, print a table and exit.")
  private boolean once;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console screen = Console.of(spec.commandLine());
    Logging.to(screen, main.isVerbose());
    Logging.enableInfo();
    if (folder != null) {
      return show(Files.createDirectories(folder), screen);
    }
    Path temporary = Files.createTempDirectory("fletchck-demo");
    try {
      return show(temporary, screen);
    } finally {
      Folders.remove(temporary);
    }
  }

  private int show(Path where, Console screen) throws IOException, InterruptedException {
    BlockingQueue<Signals.Request> requests = Signals.listen();
    Outage outage = new Outage();
    try (DemoServer server = DemoServer.start(where, outage::isNow)) {
      Path file = write(where.resolve(FILE), server.port());
      SiteOptions.WithState options = SiteOptions.WithState.of(file, where);
      if (once) {
        return new RunOnce(options, screen).run(spec.commandLine().getOut());
      }
      try (Service service = new Service(options, screen)) {
        screen.say("local server on port " + server.port() + "; try, in another terminal:");
        screen.say("  fletchck check \"" + WEB + "\" --config " + file);
        service.serve(web -> web.onPort(0));
        service.serve(requests);
      }
    }
    return 0;
  }

  /** Begins 20 seconds after the first request, however long the program takes to start. */
  private static final class Outage {

    private @Nullable Long first;

    synchronized boolean isNow() {
      long now = System.nanoTime();
      first = first == null ? now : first;
      long second = (now - first) / 1_000_000_000 % 60;
      return second >= 20 && second < 35;
    }
  }

  /** Writes the site file, or updates the port in an existing one. */
  private static Path write(Path file, int port) throws IOException {
    if (Files.exists(file)) {
      SiteFile kept = SiteFile.read(file);
      CheckConfig web = kept.config().checks().get(WEB);
      return web == null
          ? file
          : kept.save(kept.config().withCheck(web.option("port", port))).path();
    }
    SiteConfig config = example();
    CheckConfig web = config.checks().get(WEB);
    if (web == null) {
      throw new IllegalStateException("the example has no check " + WEB);
    }
    return SiteFile.create(file, config.withCheck(web.option("port", port))).path();
  }

  /** Reads the example of the distribution. */
  static SiteConfig example() throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the example " + FILE + " is not packaged");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SiteConfig.of(SiteFile.parse(text));
    }
  }
}
