package org.fletchck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.state.History;
import org.fletchck.state.History.Incident;
import org.fletchck.state.Store;
import org.fletchck.state.Uptime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows when a check failed, and how long it was up. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Shows when a check failed, and how long it was up; also while the site runs.",
    footer = {
      "",
      "Examples:",
      "  fletchck history \"Home Cert\"",
      "  fletchck history \"Home Cert\" --from 2026-11-01 --to 2026-12-01 --csv"
    })
final class HistoryCommand implements Callable<Integer> {

  private static final Duration USUAL = Duration.ofDays(30);
  private static final int MOST = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private SiteOptions.WithState options;

  @Parameters(paramLabel = "NAME", description = "The check.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "The start: 2026-11-22, or 2026-11-22T09:00:00 with Z, with an offset, or in the zone of"
              + " the check. Default: 30 days before the end.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "The end. Default: now.")
  private @Nullable String to;

  @Option(names = "--csv", description = "Print the failures as CSV.")
  private boolean csv;

  @Option(names = "--json", description = "Print one object on one line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    SiteConfig config = options.read().config();
    CheckConfig check = config.checks().get(name);
    if (check == null) {
      throw Phrases.noSuchCheck(name, config.checks().keySet());
    }
    HistoryReport report = report(check.zone(config.zone()));
    PrintWriter out = spec.commandLine().getOut();
    if (csv) {
      report.csv().forEach(out::println);
    } else if (json) {
      out.println(Phrases.json(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    return 0;
  }

  private HistoryReport report(ZoneId zone) {
    Instant end = to == null ? Instant.now() : FireTimes.instant("--to", to, zone);
    Instant begin = from == null ? end.minus(USUAL) : FireTimes.instant("--from", from, zone);
    if (csv && json) {
      throw new ParameterException(spec.commandLine(), "expected --csv or --json, found both");
    }
    if (!begin.isBefore(end)) {
      throw new InputException("--from: expected a time before --to, which is " + end);
    }
    Uptime none = Uptime.of(List.of(), List.of(), begin, end);
    Optional<String> id = id();
    if (id.isEmpty()) {
      return new HistoryReport(name, zone, new Uptime.Span(begin, end), none, List.of());
    }
    History history = options.history();
    List<Incident> incidents =
        history.incidents(id.get(), MOST).stream()
            .filter(i -> i.from().isBefore(end) && (i.to() == null || i.to().isAfter(begin)))
            .toList();
    Uptime uptime = history.uptime(id.get(), begin, end);
    return new HistoryReport(name, zone, new Uptime.Span(begin, end), uptime, incidents);
  }

  /** Returns the id of the check; empty if the site never ran with it. */
  private Optional<String> id() {
    return options.peek().checks().values().stream()
        .filter(saved -> saved.name().equals(name))
        .map(Store.SavedCheck::id)
        .findFirst();
  }
}
