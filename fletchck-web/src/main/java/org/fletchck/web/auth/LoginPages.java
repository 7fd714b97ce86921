package org.fletchck.web.auth;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteFileException;
import org.fletchck.web.auth.PasswordCheck.Source;
import org.fletchck.web.auth.PasswordCheck.Source.Trust;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages to log in and out. */
public final class LoginPages {

  /** The path of the form. */
  public static final String PATH = "/login";

  private static final Logger LOG = LoggerFactory.getLogger(LoginPages.class);
  private static final String WRONG = "Wrong name or password.";

  private final Site site;
  private final SiteEditor editor;
  private final Templates templates;
  private final Sessions sessions;
  private final LoginLink link;
  private final PasswordCheck passwords;
  private final KnownDevices devices;
  private final AttemptLimit links;

  /**
   * Creates the login pages of a site.
   *
   * @param nanos elapsed time, as of {@link System#nanoTime}
   */
  public LoginPages(
      Site site,
      SiteEditor editor,
      Templates templates,
      Sessions sessions,
      LoginLink link,
      PasswordCheck passwords,
      LongSupplier nanos) {
    this.site = site;
    this.editor = editor;
    this.templates = templates;
    this.sessions = sessions;
    this.link = link;
    this.passwords = passwords;
    this.devices = new KnownDevices(site);
    this.links = new AttemptLimit(PasswordCheck.MOST_A_MINUTE, PasswordCheck.MINUTE, nanos);
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .get(PATH, Access.PUBLIC, this::form)
        .post(PATH, Access.PUBLIC, this::logIn)
        .post("/logout", Access.READ, this::logOut);
  }

  private Accounts accounts() {
    return Accounts.of(site.config());
  }

  private Response form(Request request) {
    if (request.caller().isKnown()) {
      return goOn(request);
    }
    return page(request, request.query("code").orElse(""), "");
  }

  private Response page(Request request, String code, String message) {
    LoginForm form =
        new LoginForm(
            next(request),
            request.form("username").orElse(""),
            code,
            message,
            !accounts().isEmpty());
    return templates.page("login", Page.of(request, site, "Log in", "login"), form);
  }

  private Response logIn(Request request) throws InterruptedException {
    Optional<String> code = request.form("code").filter(c -> !c.isEmpty());
    return code.isPresent() ? logInByLink(request, code.get()) : logInByPassword(request);
  }

  private Response tooMany(Request request) {
    return page(request, "", "Too many attempts. Wait a minute, then try again.")
        .withStatus(429)
        .with("Retry-After", String.valueOf(PasswordCheck.MINUTE.toSeconds()));
  }

  private Response guessed(Request request) {
    String message =
        "Too many wrong passwords were tried for this name. Log in from a browser or an address"
            + " that you have used before, or try again in an hour.";
    return page(request, "", message)
        .withStatus(429)
        .with("Retry-After", String.valueOf(PasswordCheck.HOUR.toSeconds()));
  }

  private Response logInByLink(Request request, String code) {
    String network = network(request.address());
    if (!links.mayTry(network)) {
      return tooMany(request);
    }
    if (!accounts().isEmpty() || !isLoopback(request.address()) || !link.use(code)) {
      String message =
          "This link no longer works. A link works once, for 15 minutes, on this machine, and only"
              + " while there are no users; SIGHUP prints a new one.";
      return page(request, "", message).withStatus(403);
    }
    links.takeBack(network);
    LOG.info("somebody logged in by the link on the console");
    return sessions.begin(request, goOn(request), Sessions.CONSOLE, "");
  }

  private Response logInByPassword(Request request) throws InterruptedException {
    String name = request.form("username").orElse("");
    String password = request.form("password").orElse("");
    String network = network(request.address());
    PasswordCheck.Answer answer = passwords.of(name, password, source(request, name, network));
    PasswordCheck.Outcome outcome = answer.outcome();
    if (outcome == PasswordCheck.Outcome.TOO_OFTEN) {
      return tooMany(request);
    }
    if (outcome == PasswordCheck.Outcome.GUESSED) {
      return guessed(request);
    }
    if (outcome == PasswordCheck.Outcome.BUSY) {
      return page(request, "", "Too many logins at the moment. Try again.").withStatus(503);
    }
    if (outcome == PasswordCheck.Outcome.WRONG) {
      LOG.warn("failed login from {}", request.address());
      return page(request, "", WRONG).withStatus(403);
    }
    LOG.info("{} logged in", LogNames.line(name));
    String hash = makeCheaper(name, password, answer.hash());
    Response in = sessions.begin(request, goOn(request), name, hash);
    return devices.remember(request, in, name, network);
  }

  private Source source(Request request, String name, String network) {
    Optional<String> device = devices.device(request, name);
    if (device.isPresent()) {
      return new Source(device.get(), Trust.DEVICE);
    }
    return new Source(network, devices.isKnown(name, network) ? Trust.ADDRESS : Trust.STRANGER);
  }

  /** Replaces the original's hashes, which take 100 MB each time; ours resist guessing as well. */
  private String makeCheaper(String name, String password, String before) {
    if (!Passwords.isForeign(before)
        || password.length() < Passwords.SHORTEST
        || editor.readOnly().isPresent()) {
      return before;
    }
    String after = Passwords.hash(password);
    try {
      editor.edit(
          config ->
              Accounts.of(config).hash(name).filter(before::equals).isPresent()
                  ? Accounts.withUser(config, name, after)
                  : config);
      sessions.rehashed(name, before, after);
      return after;
    } catch (SiteFileException e) {
      LOG.warn("the password hash of a user could not be updated: {}", e.getMessage());
      return before;
    }
  }

  private Response logOut(Request request) {
    LOG.info("{} logged out", LogNames.line(request.caller().name()));
    return sessions.end(request, Response.seeOther(request.base() + PATH));
  }

  private static Response goOn(Request request) {
    return Response.seeOther(request.base() + next(request));
  }

  /** Returns the path to continue to: one of this site, whatever was asked for. */
  private static String next(Request request) {
    String next = request.form("next").or(() -> request.query("next")).orElse("/");
    return next.matches("/(?![/\\\\])[!-\\[\\]-~]*") ? next : "/";
  }

  private static boolean isLoopback(String address) {
    return address.equals("0:0:0:0:0:0:0:1") || address.equals("::1") || address.startsWith("127.");
  }

  /** Returns what usually belongs to one customer: an IPv4 address, or an IPv6 /64 network. */
  private static String network(String address) {
    return address.indexOf(':') < 0 ? address : address.replaceFirst("^((?:[^:]*:){4}).*", "$1");
  }
}
