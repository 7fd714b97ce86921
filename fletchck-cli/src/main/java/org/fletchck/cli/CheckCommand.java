package org.fletchck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.Validation;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.Store;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs one check now and shows what it finds. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    exitCodeOnInvalidInput = CheckCommand.UNKNOWN,
    exitCodeOnExecutionException = CheckCommand.UNKNOWN,
    description = {
      "Runs one check now, with its members if it is a sequence, and shows what it finds.",
      "Nothing is saved and nobody is notified, unless --notify or --accept-key is given."
    },
    footer = {
      "",
      "Exit codes, as for monitoring plugins: 0 pass, 2 fail, 3 anything else.",
      "Examples:",
      "  fletchck check \"Home Cert\"",
      "  fletchck check --type https hostname=example.com timeout=5"
    })
final class CheckCommand implements Callable<Integer> {

  /** Exit code for anything but pass and fail. */
  static final int UNKNOWN = 3;

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private SiteOptions.WithState options;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "The check; with --type its options as KEY=VALUE, lists with commas.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Run a check of this type, without a site file.")
  private @Nullable String type;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(
      names = "--notify",
      description = "Judge the run, save the state and notify of a change, as 'fletchck run' does.")
  private boolean notify;

  @Option(
      names = "--accept-key",
      description = "Accept the server's current host key; otherwise like --notify.")
  private boolean acceptKey;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console screen = Console.of(spec.commandLine());
    Logging.to(screen, main.isVerbose());
    return type == null ? ofSite(screen) : withoutSite(type);
  }

  private int withoutSite(String wanted) {
    if (notify || acceptKey) {
      throw wrong((notify ? "--notify" : "--accept-key") + " needs a check of a site file");
    }
    Types types = options.types();
    if (types.check(wanted).isEmpty()) {
      warnOfPlugins(types);
    }
    AdHocCheck made = AdHocCheck.of(wanted, words, types);
    Validation found = made.config().validate(types);
    List<Problem> problems = made.problems(found);
    problems.forEach(p -> spec.commandLine().getErr().println(Problems.line(p)));
    if (found.isMisconfiguredCheck(made.name())) {
      return UNKNOWN;
    }
    try (Site site = Site.with(types).onDemand().open(made.config())) {
      return show(site.run(made.name()), List.of());
    }
  }

  private int ofSite(Console screen) throws IOException, InterruptedException {
    if (words.size() != 1) {
      throw wrong("expected the name of one check, found " + Phrases.count(words.size(), "name"));
    }
    String name = words.get(0);
    SiteFile file = options.read();
    SiteConfig config = file.config();
    if (!config.checks().containsKey(name)) {
      throw Phrases.noSuchCheck(name, config.checks().keySet());
    }
    Types types = options.types();
    screen.zone(config.zone());
    if (acceptKey) {
      HostKeyAcceptance.assertWanted(config, name, types, options);
    }
    boolean notifies = notify || acceptKey;
    try (Site site = notifies ? notifyingSite(types, config) : dryRunSite(types, config)) {
      RunReport report = acceptKey ? site.acceptHostKey(name) : site.run(name);
      if (notifies) {
        RunOnce.deliver(site, screen);
      }
      boolean shown = json || report.outcome() == RunReport.Outcome.MISCONFIGURED;
      if (types.check(config.checks().get(name).type()).isEmpty()) {
        warnOfPlugins(types);
      }
      return show(report, shown ? config.validate(types).checkProblems(name) : List.of());
    }
  }

  /** The missing type may be in a jar that can't be loaded. */
  private void warnOfPlugins(Types types) {
    types.problems().forEach(p -> spec.commandLine().getErr().println(Problems.line(p)));
  }

  private Site notifyingSite(Types types, SiteConfig config) {
    Store store = acceptKey ? HostKeyAcceptance.open(options) : options.open();
    return Site.with(types).store(store).onDemand().open(config);
  }

  /** Without actions nobody can be notified, and without an outbox nothing is left to send. */
  private Site dryRunSite(Types types, SiteConfig config) {
    Store.Snapshot saved = options.peek();
    Store store = Store.inMemory(new Store.Snapshot(saved.checks(), List.of(), saved.metadata()));
    return Site.with(types).store(store).onDemand().open(config.with("actions", null));
  }

  private int show(RunReport report, List<Problem> problems) {
    PrintWriter out = spec.commandLine().getOut();
    RunOutput outcome = new RunOutput(report, problems);
    if (json) {
      out.println(Phrases.json(outcome.json()));
    } else {
      outcome.lines().forEach(out::println);
    }
    return outcome.exitCode();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
