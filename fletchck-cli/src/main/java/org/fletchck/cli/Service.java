package org.fletchck.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.fletchck.Site;
import org.fletchck.Store;
import org.fletchck.cli.Signals.Request;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;

/** Runs a site by its triggers, and takes over its file whenever that changes. */
final class Service implements AutoCloseable {

  private static final long LOOK_EVERY_SECONDS = 2;

  private final SiteOptions.WithState options;
  private final Screen screen;
  private final Types types;
  private final Store store;
  private final FileWatch watch;
  private final ChangeLines lines;
  private final Site site;

  /**
   * Opens the site.
   *
   * @throws SiteFileException if the file is broken and no good configuration is kept
   */
  Service(SiteOptions.WithState options, Screen screen) throws SiteFileException {
    this.options = options;
    this.screen = screen;
    watch = new FileWatch(options.existing());
    types = options.types();
    store = options.open();
    SiteConfig config;
    List<Problem> noticed = List.of();
    try {
      SiteFile file = options.read();
      config = file.config();
      noticed = file.problems();
      LastGood.keep(store, config);
    } catch (SiteFileException e) {
      try {
        config = LastGood.instead(store, e, options, screen);
      } catch (SiteFileException none) {
        store.close();
        throw none;
      }
    }
    screen.zone(config.zone());
    screen.say(
        "%s: %s from %s, state in %s"
            .formatted(Main.version(), size(config), options.path(), options.stateFolder()));
    lines = new ChangeLines(screen, types, config);
    FirstJudgements first = new FirstJudgements(screen);
    Set<String> known =
        store.snapshot().checks().values().stream()
            .filter(check -> check.state().status() != Status.PENDING)
            .map(Store.Saved::name)
            .collect(Collectors.toSet());
    site = Site.with(types).store(store).listener(lines).listener(first).open(config);
    lines.site(site);
    report(noticed, site.problems());
    first.begin(site, known);
  }

  private static String size(SiteConfig config) {
    return Words.count(config.checks().size(), "check")
        + ", "
        + Words.count(config.actions().size(), "action");
  }

  private void report(List<Problem> noticed, List<Problem> found) {
    for (Problem problem : Problems.all(noticed, types.problems(), found)) {
      if (problem.isError()) {
        screen.error(problem.toString());
      } else {
        screen.warn(problem.toString());
      }
    }
  }

  /** Goes on until it is asked to stop. */
  void serve(BlockingQueue<Request> requests) throws InterruptedException {
    while (true) {
      Request request = requests.poll(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
      if (request == Request.STOP) {
        return;
      }
      boolean touched = watch.touched();
      if (request == Request.RELOAD || touched) {
        reload(request == Request.RELOAD);
      }
    }
  }

  /** Applies the file as it is now; if it is broken the running configuration stays. */
  void reload(boolean evenIfUnchanged) {
    SiteFile file;
    try {
      file = options.read();
    } catch (SiteFileException | InputException e) {
      screen.error(e.getMessage() + "; not taken over, the running configuration stays");
      return;
    }
    SiteConfig config = file.config();
    if (!evenIfUnchanged && config.equals(site.config())) {
      return;
    }
    screen.zone(config.zone());
    lines.config(config);
    List<Problem> found = site.apply(config);
    LastGood.keep(store, config);
    screen.say("configuration taken over: " + size(config));
    report(file.problems(), found);
  }

  Site site() {
    return site;
  }

  @Override
  public void close() {
    site.close();
  }
}
