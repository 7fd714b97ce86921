package org.fletchck.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Problem;
import org.fletchck.state.SiteListener;
import org.fletchck.web.WebSettings.Place;
import org.fletchck.web.http.GuardRules;
import org.fletchck.web.http.HostNames;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the pages of a site: opens the port that {@code webui} names, and follows every change of
 * it. An obstacle, such as a port in use, is reported, and opening is attempted again every half
 * minute; the site keeps running meanwhile. Safe for use by several threads.
 *
 * <pre>{@code
 * try (WebServer web = WebServer.of(site, SiteEditor.inMemory(site)).start(console)) { ... }
 * }</pre>
 */
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
  private static final int TICKS_BETWEEN_ATTEMPTS = 3;
  private static final Duration CLOSING = Duration.ofSeconds(1);

  /** The name of this component in the site's problems. */
  private static final String PART = "web";

  /** How many ticks, an hour's worth, a reopened port is shown as a problem. */
  private static final int TICKS_SHOWN = 360;

  private static final String REOPENED =
      "the port was reopened because connections that are gone still counted as open; if this"
          + " happens often, somebody may be trying to lock others out";

  private final Site site;
  private final SiteEditor editor;
  private final @Nullable Integer port;
  private final boolean always;
  private final Object making = new Object();
  private final HostNames names = new HostNames();
  private volatile GuardRules rules = GuardRules.DEFAULT;
  private @Nullable WebConsole console;
  private @Nullable Scheduler scheduler;
  private @Nullable WebPages pages;
  private @Nullable WebPort open;

  /** Not attempted again while another place on the same port works: each attempt closes that. */
  private @Nullable Place refused;

  private String shown = "";
  private boolean hadUsers;
  private int ticks;
  private int replacements;
  private int ticksShown;
  private boolean closed;

  private WebServer(Site site, SiteEditor editor, @Nullable Integer port, boolean always) {
    this.site = site;
    this.editor = editor;
    this.port = port;
    this.always = always;
  }

  /** Serves the site while its configuration has {@code webui}. */
  public static WebServer of(Site site, SiteEditor editor) {
    return new WebServer(site, editor, null, false);
  }

  /** Returns a server that serves the site in any case. */
  public WebServer always() {
    return new WebServer(site, editor, port, true);
  }

  /** Returns a server that serves the site in any case, on this port; 0 for any. */
  public WebServer onPort(int number) {
    return new WebServer(site, editor, number, true);
  }

  /** Opens the port and follows the configuration from now on. */
  public synchronized WebServer start(WebConsole where) {
    console = where;
    if (isWanted(site.config())) {
      workers();
      follow();
    }
    site.listen(
        new SiteListener() {
          @Override
          public void configured(SiteConfig config, List<Problem> problems) {
            followLater(config);
          }
        });
    return this;
  }

  private boolean isWanted(SiteConfig config) {
    return always || config.webui().isPresent();
  }

  /** Returns the threads, which aren't started before pages are wanted. */
  private Scheduler workers() {
    if (scheduler == null) {
      scheduler = Scheduler.system(site.clock());
      scheduleChecks(scheduler);
    }
    return scheduler;
  }

  private synchronized void followLater(SiteConfig config) {
    if (!closed && (scheduler != null || isWanted(config))) {
      workers().execute(this::follow);
    }
  }

  /** Returns the address that it listens on; empty while it doesn't listen. */
  public synchronized Optional<InetSocketAddress> address() {
    return Optional.ofNullable(open).map(o -> o.listener().address());
  }

  /** Prints again where the pages are, with a new login link while there are no users. */
  public synchronized void printUrl() {
    if (open != null) {
      printUrl(open);
    }
  }

  /**
   * Returns the pages, created when they are first needed. Uses a lock of its own, because a port
   * that is being closed waits for responses.
   */
  WebPages pages() {
    synchronized (making) {
      if (pages == null) {
        pages = new WebPages(site, editor, () -> rules);
      }
      return pages;
    }
  }

  private void scheduleChecks(Scheduler workers) {
    workers.after(CHECK_INTERVAL, () -> checkSurroundings(workers));
  }

  /** Checks the files of the certificate, and retries what wasn't possible. */
  private synchronized void checkSurroundings(Scheduler workers) {
    try {
      if (open != null && open.tls() != null && open.tls().refresh()) {
        follow();
      }
      logReplacements();
      ticks++;
      if (ticks % TICKS_BETWEEN_ATTEMPTS == 0) {
        follow();
      }
    } finally {
      scheduleChecks(workers);
    }
  }

  /** Shows for an hour that places were lost, as one problem however often it happens. */
  private void logReplacements() {
    int now = open == null ? 0 : open.listener().replacements();
    if (now > replacements) {
      if (ticksShown == 0) {
        LOG.warn("web: {}", REOPENED);
        site.componentDown(PART, REOPENED);
      }
      ticksShown = TICKS_SHOWN;
    } else if (ticksShown > 0 && --ticksShown == 0) {
      site.componentRemoved(PART);
    }
    replacements = now;
  }

  /** Brings the open port in line with the configuration. */
  private synchronized void follow() {
    if (closed) {
      return;
    }
    WebSettings settings = WebSettings.of(site.config(), names);
    Place wanted = settings.place(port);
    WebPort now = open;
    if (!isWanted(site.config())) {
      shut(now);
      shown = "";
      return;
    }
    boolean isOther = now == null || !now.place().equals(wanted);
    if (isOther && !wanted.equals(refused)) {
      change(now, wanted, workers());
    }
    if (open != null) {
      rules = settings.rules(open.place(), open.names());
      Set<String> proxies = settings.proxies().names();
      if (!proxies.isEmpty()) {
        workers().execute(() -> names.refresh(proxies)); // may take long, under no lock
      }
      if (!open.equals(now) || (hadUsers && settings.hasNoUsers())) {
        printUrl(open);
      }
      hadUsers = !settings.hasNoUsers();
    }
  }

  /** Keeps the old port open until the new one is, unless both need the same port. */
  private void change(@Nullable WebPort now, Place wanted, Scheduler workers) {
    boolean samePort = now != null && now.listener().address().getPort() == wanted.port();
    try {
      WebPort.PortSettings ready = WebPort.prepare(wanted);
      if (samePort) {
        shut(now);
      }
      WebPort opened = ready.open(this::answer, workers);
      if (!samePort) {
        shut(now);
      }
      open = opened;
      pages(); // the activity log records from now on, even before anybody looks
      shown = "";
      refused = null;
    } catch (IOException | RuntimeException e) {
      LOG.debug("the port can't be opened", e);
      if (now != null && open == null) {
        refused = wanted;
        reopen(now, workers);
      }
      String stay = open == null ? "" : " there, they remain at " + open.url() + "/";
      warn("no web pages" + stay + ": " + e.getMessage());
    }
  }

  /** Goes back to the place before: one that worked is better than none. */
  private void reopen(WebPort before, Scheduler workers) {
    try {
      open = WebPort.prepare(before.place()).open(this::answer, workers);
    } catch (IOException | RuntimeException e) {
      LOG.debug("the previous port can't be reopened", e);
    }
  }

  private void shut(@Nullable WebPort port) {
    if (port != null) {
      port.close();
    }
    open = null;
  }

  private Response answer(Request request) {
    return pages().answer(request);
  }

  private void printUrl(WebPort port) {
    WebSettings settings = WebSettings.of(site.config(), names);
    hadUsers = !settings.hasNoUsers();
    String url = port.url() + settings.base();
    if (!settings.hasNoUsers()) {
      say("web pages at " + url + "/");
      return;
    }
    if (port.place().onlyHere()) {
      warn("webui.users is empty: pages are served to this machine only until there is a user");
    }
    say("web pages at " + url + pages().link().renew() + " (this link works once, for 15 minutes)");
  }

  private void say(String line) {
    if (console != null) {
      console.say(line);
    }
  }

  /** Prints a warning, but not the same one twice in a row. */
  private void warn(String line) {
    if (console != null && !line.equals(shown)) {
      shown = line;
      console.warn(line);
    }
  }

  /** Ends event streams and responses within about two seconds, and closes the port. */
  @Override
  public void close() {
    WebPort last;
    Scheduler workers;
    synchronized (this) {
      closed = true;
      last = open;
      workers = scheduler;
      open = null;
    }
    if (last != null) {
      last.close();
    }
    if (workers != null) {
      workers.close(CLOSING);
    }
  }
}
