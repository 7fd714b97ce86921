package org.fletchck.web.forms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.fletchck.testing.ManualScheduler;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;

/** A site in a file, somebody who may change it, and the pages for that. */
final class Desk implements AutoCloseable {

  static final Caller ALICE = new Caller("alice", Access.WRITE, "token-of-alice");
  private static final Templates VIEWS = new Templates();

  final ManualScheduler time = new ManualScheduler(Instant.parse("2026-11-21T00:00:00Z"), 1);
  final Path file;
  final Site site;
  final SiteEditor editor;
  final Routes routes = new Routes();
  final BlockingQueue<String> runs = new LinkedBlockingQueue<>();

  Desk(Path folder, String json) throws IOException {
    file = folder.resolve("site.conf");
    Files.writeString(file, json);
    site = Site.with(types()).scheduler(time).open(SiteFile.read(file).config());
    editor = SiteEditor.inFile(site, file);
    new EditPages(
            site,
            editor,
            VIEWS,
            new PasswordCheck(System::nanoTime, () -> Accounts.of(site.config())))
        .addTo(routes);
  }

  Types types() {
    return Types.of(new Kinds(), new Self(), new Row(), new PostActionType(), new Script());
  }

  Response get(String address) throws Exception {
    return routes.handle(Request.get(address).by(ALICE));
  }

  HtmlForm form(String address, String actionEnd) throws Exception {
    return HtmlForm.in(get(address).text(), actionEnd);
  }

  /** Returns the form of a page that is sent to the page itself. */
  HtmlForm form(String address) throws Exception {
    return form(address, address.replaceAll("\\?.*", ""));
  }

  Response send(HtmlForm form) throws Exception {
    return routes.handle(form.sent(ALICE));
  }

  Response post(String address) throws Exception {
    return post(address, Map.of());
  }

  Response post(String address, Map<String, String> form) throws Exception {
    return routes.handle(Request.post(address, form).by(ALICE));
  }

  String content() throws IOException {
    return Files.readString(file);
  }

  SiteConfig saved() throws IOException {
    return SiteFile.read(file).config();
  }

  Map<String, Object> check(String name) throws IOException {
    return saved().checks().get(name).raw();
  }

  /** Returns what is run next, at the latest soon. */
  String nextRun() throws InterruptedException {
    return String.valueOf(runs.poll(10, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    site.close();
  }

  /** Options of every kind; passes. */
  final class Kinds implements CheckType {
    @Override
    public String name() {
      return "kinds";
    }

    @Override
    public String summary() {
      return "Has an option of each kind.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          Option.text("hostname", "Host").required(),
          Option.integer("port", "Port").between(1, 65_535).orElse(443),
          Option.timeout(10),
          Option.number("level", "Level").between(0, 100).orElse(90.0),
          Option.flag("tls", "TLS").orElse(true),
          Option.choice("mode", "Mode", "fast", "slow").booleanWords("fast", "slow").orElse("fast"),
          Option.list("recipients", "Who").alias("recipient"),
          Option.map("json", "Values"),
          Option.map("headers", "Headers").secret(),
          Option.text("body", "Body").multiline(),
          Option.text("status", "Codes").orElse("100-499").defaultForNew("200-399"),
          Option.secret("password", "Password"));
    }

    @Override
    public Check create(Options options) {
      Object host = options.raw().get("hostname");
      return context -> {
        runs.add(String.valueOf(host));
        context.log("looked at " + host);
        return CheckResult.pass();
      };
    }
  }

  /** Does more than look. */
  final class Self implements CheckType {
    @Override
    public String name() {
      return "selftest";
    }

    @Override
    public String summary() {
      return "Does more than look.";
    }

    @Override
    public boolean repeatable() {
      return false;
    }

    @Override
    public List<Option<?>> options() {
      return List.of(Option.text("volume", "Place").orElse("/"));
    }

    @Override
    public Check create(Options options) {
      return context -> {
        runs.add("selftest");
        return CheckResult.fail("battery is empty");
      };
    }
  }

  /** Holds others. */
  static final class Row implements CheckType {
    @Override
    public String name() {
      return "row";
    }

    @Override
    public String summary() {
      return "Holds others.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          Option.checks("checks", "Members")
              .check(
                  names -> {
                    if (names.isEmpty()) {
                      throw new IllegalArgumentException("expected a name, found none");
                    }
                  })
              .required());
    }

    @Override
    public Check create(Options options) {
      return context -> CheckResult.pass();
    }
  }

  /** Tells nobody. */
  static final class PostActionType implements ActionType {
    @Override
    public String name() {
      return "post";
    }

    @Override
    public String summary() {
      return "Posts.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          Option.secret("url", "Address"),
          Option.text("hostname", "Server"),
          Option.secret("token", "Token"),
          Option.list("recipients", "Who").alias("recipient").required(),
          Option.text("fallback", "Program").guarded());
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {
        context.log("posted");
        if (options.raw().get("hostname") instanceof String host && host.equals("down")) {
          throw new IllegalStateException("nobody answers");
        }
      };
    }
  }

  /** Runs a program. */
  static final class Script implements ActionType {
    @Override
    public String name() {
      return "script";
    }

    @Override
    public String summary() {
      return "Runs a program.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(Option.list("command", "Program").required().guarded(), Option.timeout(10));
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {};
    }
  }
}
