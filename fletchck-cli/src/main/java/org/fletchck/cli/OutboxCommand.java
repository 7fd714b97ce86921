package org.fletchck.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fletchck.config.SiteFileException;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the messages that wait to be delivered, and what became of the others. */
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Shows the messages that wait to be delivered, those that were given up, and the most"
          + " recently delivered ones, of the last four weeks.",
      "It only reads the state, so it also works while the site runs."
    },
    footer = {"", "Examples:", "  fletchck outbox", "  fletchck outbox --json"})
final class OutboxCommand implements Callable<Integer> {
  private static final int DELIVERED = 20;
  private static final int GIVEN_UP = 100;

  /** How many entries are searched for the last ones of both kinds. */
  private static final int LOOKED_AT = 2_000;

  @Spec private CommandSpec spec;
  @Mixin private SiteOptions.WithState site;

  @Option(names = "--json", description = "Print a line of JSON for each message.")
  private boolean json;

  @Override
  public Integer call() {
    ZoneId zone = zone();
    List<OutboxRow> rows = rows(zone, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      rows.forEach(row -> out.println(Phrases.json(row.json())));
    } else if (rows.isEmpty()) {
      out.println("no messages are waiting, and none were sent in the last four weeks");
    } else {
      OutboxRow.table(rows).forEach(out::println);
    }
    return 0;
  }

  /** Returns the zone of the site; the outbox can be shown even if the file is broken. */
  private ZoneId zone() {
    try {
      return site.read().config().zone();
    } catch (SiteFileException e) {
      spec.commandLine().getErr().println("warning  " + e.getMessage());
      return ZoneId.systemDefault();
    }
  }

  private List<OutboxRow> rows(ZoneId zone, Instant now) {
    List<OutboxRow> rows = new ArrayList<>();
    site.peek().outbox().forEach(entry -> rows.add(OutboxRow.ofPending(entry, now, zone)));
    List<SettledEntry> settled = site.history().settled(LOOKED_AT);
    settled.stream()
        .filter(one -> one.end() != End.DELIVERED)
        .limit(GIVEN_UP)
        .forEach(one -> rows.add(OutboxRow.ofSettled(one, zone)));
    settled.stream()
        .filter(one -> one.end() == End.DELIVERED)
        .limit(DELIVERED)
        .forEach(one -> rows.add(OutboxRow.ofSettled(one, zone)));
    return rows;
  }
}
