package org.fletchck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.Store;

/** Runs each check of a site once and prints the results as a table. */
final class RunOnce {

  private static final Duration DELIVERY = Duration.ofSeconds(30);
  private static final String INVALID = "INVALID";

  private final SiteOptions.WithState options;
  private final Console screen;

  RunOnce(SiteOptions.WithState options, Console screen) {
    this.options = options;
    this.screen = screen;
  }

  /** Runs the checks and returns the exit code: 0 if all pass, else 2. */
  int run(PrintWriter out) throws IOException, InterruptedException {
    SiteFile file = options.read();
    screen.zone(file.config().zone());
    Types types = options.types();
    Store store = options.open();
    LastGoodConfiguration.keep(store, file.config());
    List<Row> rows;
    try (Site site = Site.with(types).store(store).onDemand().open(file.config())) {
      for (Problem problem : Problems.all(file.problems(), types.problems(), site.problems())) {
        screen.trace(Problems.line(problem) + System.lineSeparator());
      }
      site.runAll();
      deliver(site, screen);
      rows = rows(site);
    }
    print(rows, out);
    return rows.stream().allMatch(Row::isGood) ? 0 : 2;
  }

  /** Waits for deliveries; what isn't delivered by then is after the next start. */
  static void deliver(Site site, Console screen) throws InterruptedException {
    if (!site.awaitDeliveries(DELIVERY)) {
      screen.warn(
          "not everything could be delivered in "
              + DELIVERY.toSeconds()
              + " s; the rest is kept and sent when the site runs next");
    }
  }

  private static List<Row> rows(Site site) {
    List<Row> rows = new ArrayList<>();
    for (CheckConfig check : site.config().checks().values()) {
      site.state(check.name()).ifPresent(state -> rows.add(row(site, check, state)));
    }
    return rows;
  }

  private static Row row(Site site, CheckConfig check, CheckState state) {
    boolean misconfigured = site.isMisconfigured(check.name());
    String level = state.lastRun().level();
    return new Row(
        misconfigured ? INVALID : state.status().name(),
        check.name(),
        check.typeText(),
        level == null || state.status() == Status.UNREACHABLE ? "" : level,
        misconfigured ? "its configuration is not valid" : Phrases.oneLine(reason(state)),
        isGood(misconfigured, state));
  }

  private static String reason(CheckState state) {
    if (state.status() == Status.UNREACHABLE) {
      return "because of " + state.blockedBy();
    }
    if (state.status() == Status.PENDING) {
      return state.lastRun().verdict() == null
          ? "not run: it has side effects, or only receives reports"
          : "failed, but not often enough to be judged";
    }
    String reason = state.lastRun().reason();
    return reason == null ? "" : reason;
  }

  /** A check that isn't run on purpose, because it is paused or not repeatable, is no failure. */
  private static boolean isGood(boolean misconfigured, CheckState state) {
    boolean neverRun = state.status() == Status.PENDING && state.lastRun().verdict() == null;
    boolean paused = state.status() == Status.PAUSED;
    return !misconfigured && (state.status() == Status.PASS || paused || neverRun);
  }

  private static void print(List<Row> rows, PrintWriter out) {
    List<Row> all = new ArrayList<>();
    all.add(new Row("STATUS", "NAME", "TYPE", "LEVEL", "REASON", true));
    all.addAll(rows);
    int status = widest(all.stream().map(Row::status).toList());
    int name = widest(all.stream().map(Row::name).toList());
    int type = widest(all.stream().map(Row::type).toList());
    int level = widest(all.stream().map(Row::level).toList());
    String format = "%-" + status + "s  %-" + name + "s  %-" + type + "s  %-" + level + "s  %s";
    for (Row row : all) {
      out.println(
          format
              .formatted(row.status(), row.name(), row.type(), row.level(), row.reason())
              .stripTrailing());
    }
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  private record Row(
      String status, String name, String type, String level, String reason, boolean isGood) {}
}
