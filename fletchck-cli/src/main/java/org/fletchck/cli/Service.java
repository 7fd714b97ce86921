package org.fletchck.cli;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.actions.HeartbeatPing;
import org.fletchck.cli.Signals.Request;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.mqtt.MqttBridge;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.fletchck.web.WebConsole;
import org.fletchck.web.WebServer;
import org.jspecify.annotations.Nullable;

/** Runs a site by its triggers, and applies its file whenever that changes. */
final class Service implements AutoCloseable {

  /** The component that is shown as down while the file can't be applied. */
  private static final String FILE = "site file";

  /** For how many places the same warning is shown; it may apply to thousands. */
  private static final int ALIKE = 3;

  private static final long LOOK_EVERY_SECONDS = 2;
  private static final Executor ENDING = work -> new Thread(work, "ending").start();

  private final SiteOptions.WithState options;
  private final Console screen;
  private final Types types;
  private final FileWatch watch;
  private final Site site;
  private final SiteEditor editor;
  private @Nullable WebServer web;
  private final MqttBridge bridge;

  /**
   * Opens the site.
   *
   * @throws SiteFileException if the file is broken and no good configuration is kept
   */
  Service(SiteOptions.WithState options, Console screen) throws SiteFileException {
    this.options = options;
    this.screen = screen;
    watch = new FileWatch(options.existing(), System::nanoTime);
    types = options.types();
    Store store = options.open();
    SiteConfig config;
    List<Problem> noticed = List.of();
    try {
      SiteFile file = options.read();
      config = file.config();
      noticed = file.problems();
    } catch (SiteFileException e) {
      try {
        config = LastGoodConfiguration.instead(store, e, options, screen);
      } catch (SiteFileException none) {
        store.close();
        throw none;
      }
    }
    SiteListener kept = keeping(store, screen);
    screen.zone(config.zone());
    screen.say(
        "%s: %s from %s, state in %s"
            .formatted(Main.version(), size(config), options.path(), options.stateFolder()));
    ChangeLog lines = new ChangeLog(screen, types, config);
    StartupSummary first = new StartupSummary(screen);
    Set<String> known =
        store.snapshot().checks().values().stream()
            .filter(check -> check.state().status() != Status.PENDING)
            .map(Store.SavedCheck::name)
            .collect(Collectors.toSet());
    Scheduler scheduler = Scheduler.system(InstantSource.system());
    site =
        Site.with(types)
            .store(store)
            .scheduler(scheduler)
            .listener(kept)
            .listener(lines)
            .listener(first)
            .listener(new ComponentLog(screen))
            .open(config);
    editor = SiteEditor.inFile(site, options.path());
    lines.site(site);
    report(noticed, site.problems());
    first.begin(site, known);
    HeartbeatPing.begin(site, scheduler);
    bridge = MqttBridge.start(site, editor);
  }

  /** Follows each configuration that is applied, whoever changed it. */
  private static SiteListener keeping(Store store, Console screen) {
    return new SiteListener() {
      @Override
      public void configured(SiteConfig config, List<Problem> problems) {
        screen.zone(config.zone());
        LastGoodConfiguration.keep(store, config);
      }
    };
  }

  private static String size(SiteConfig config) {
    return Phrases.count(config.checks().size(), "check")
        + ", "
        + Phrases.count(config.actions().size(), "action");
  }

  private void report(List<Problem> noticed, List<Problem> found) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Problem problem : Problems.all(noticed, types.problems(), found)) {
      if (problem.isError()) {
        screen.error(problem.toString());
      } else if (places.merge(problem.message(), 1, Integer::sum) <= ALIKE) {
        screen.warn(problem.toString());
      }
    }
    places.values().removeIf(count -> count <= ALIKE);
    places.forEach(
        (message, count) ->
            screen.warn("%d more: %s; see fletchck validate".formatted(count - ALIKE, message)));
  }

  /** Serves the pages of the site, and follows their settings in its file. */
  void serve(UnaryOperator<WebServer> how) {
    web =
        how.apply(WebServer.of(site, editor))
            .start(
                new WebConsole() {
                  @Override
                  public void say(String line) {
                    screen.say(line);
                  }

                  @Override
                  public void warn(String line) {
                    screen.warn(line);
                  }
                });
  }

  /** Runs until it is asked to stop. */
  void serve(BlockingQueue<Request> requests) throws InterruptedException {
    while (true) {
      Request request = requests.poll(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
      if (request == Request.STOP) {
        return;
      }
      checkFile(request == Request.RELOAD);
      if (request == Request.RELOAD && web != null) {
        web.printUrl();
      }
    }
  }

  private void checkFile(boolean asked) {
    FileWatch.FileContent found = watch.poll();
    if (asked || found == FileWatch.FileContent.CHANGED) {
      reload(asked);
    } else if (found == FileWatch.FileContent.GONE) {
      site.componentDown(
          FILE,
          options.path()
              + ": is missing or can't be accessed; the running configuration is kept, and can't be"
              + " changed until the file is back");
    }
  }

  /** Applies the current file; if it is broken, the running configuration is kept. */
  void reload(boolean evenIfUnchanged) {
    try {
      Optional<SiteFile> other = editor.reload(evenIfUnchanged);
      site.componentRemoved(FILE);
      other.ifPresent(this::takenOver);
    } catch (SiteFileException e) {
      site.componentDown(FILE, e.getMessage() + "; not applied, the running configuration is kept");
    }
  }

  private void takenOver(SiteFile file) {
    screen.say("configuration reloaded: " + size(file.config()));
    report(file.problems(), site.problems());
  }

  Site site() {
    return site;
  }

  /** Returns how it ended, once it is closed. */
  String end() {
    return site.storeProblem().map(problem -> "stopped; " + problem).orElse("stopped, state saved");
  }

  /** Closes bridge and site at the same time, since both may have to wait for others. */
  @Override
  public void close() {
    if (web != null) {
      web.close();
    }
    bridge.stopHearing(); // the site has to save what it applies
    CompletableFuture<Void> left = CompletableFuture.runAsync(bridge::close, ENDING);
    site.close();
    left.join();
  }
}
