package org.fletchck.cli;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.fletchck.web.WebServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs a site. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Runs the checks of a site by their triggers until SIGTERM or SIGINT, and prints each change"
          + " between pass and fail.",
      "A changed site file is applied within seconds, or at once on SIGHUP; one that isn't JSON is"
          + " reported, and the running configuration is kept."
    },
    footer = {
      "",
      "Exit codes: 0 stopped as asked, 2 bad input; with --once 0 all pass, 2 not all.",
      "Examples:",
      "  fletchck run --config /etc/fletchck/fletchck.conf --state /var/lib/fletchck",
      "  fletchck run --once"
    })
final class RunCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private SiteOptions.WithState options;

  @Option(
      names = "--once",
      description = "Run each check once, notify of changes, print a table and exit.")
  private boolean once;

  @Option(
      names = "--webui",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description =
          "Whether to serve web pages. Default: if the site file has webui, or --port is given.")
  private @Nullable Boolean webui;

  @Option(names = "--no-web", description = "Serve no web pages, like --webui=false.")
  private boolean noWeb;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of the web pages, 0 for any; overrides the site file.")
  private @Nullable Integer port;

  static void requirePort(int port) {
    if (port < 0 || port > MOST_PORT) {
      throw new InputException("--port: expected a number from 0 to 65535, found " + port);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port != null) {
      requirePort(port);
    }
    Console screen = Console.of(spec.commandLine());
    Logging.to(screen, main.isVerbose());
    if (once) {
      return new RunOnce(options, screen).run(spec.commandLine().getOut());
    }
    Logging.enableInfo();
    return serve(options, screen);
  }

  private int serve(SiteOptions.WithState where, Console screen)
      throws IOException, InterruptedException {
    BlockingQueue<Signals.Request> requests = Signals.listen();
    Service service = new Service(where, screen);
    try (service) {
      if (!noWeb && (webui == null || webui)) {
        service.serve(this::chosen);
      }
      service.serve(requests);
    }
    screen.say(service.end());
    return 0;
  }

  private WebServer chosen(WebServer web) {
    if (port != null) {
      return web.onPort(port);
    }
    return webui == null ? web : web.always();
  }
}
