package org.fletchck.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.config.Validation;
import org.fletchck.spi.Types;
import org.fletchck.state.SendReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends a test message through actions and shows the response. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Sends a test message through actions now, and shows the response.",
      "Nothing is saved; it also works while the site runs."
    },
    footer = {
      "",
      "Exit codes: 0 all delivered, 2 not all delivered, or bad input.",
      "Examples:",
      "  fletchck notify mail",
      "  fletchck notify --all"
    })
final class NotifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private SiteOptions site;

  @Parameters(paramLabel = "ACTION", arity = "0..*", description = "The actions to test.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Test every action of the site.")
  private boolean all;

  @Override
  public Integer call() throws SiteFileException {
    if (all != names.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "expected the name of an action, or --all; not both");
    }
    Logging.to(Console.of(spec.commandLine()), main.isVerbose());
    SiteConfig config = site.read().config();
    Map<String, ActionConfig> known = config.actions();
    List<ActionConfig> chosen = new ArrayList<>();
    for (String name : all ? known.keySet() : names) {
      ActionConfig action = known.get(name);
      if (action == null) {
        throw Phrases.noSuchAction(name, known.keySet());
      }
      chosen.add(action);
    }
    if (chosen.isEmpty()) {
      throw new InputException("there is no action in " + site.path() + " to test");
    }
    return test(config, chosen);
  }

  private int test(SiteConfig config, List<ActionConfig> actions) {
    Types types = site.types();
    Validation validation = config.validate(types);
    boolean delivered = true;
    try (Site opened = Site.with(types).onDemand().open(config)) {
      for (ActionConfig action : actions) {
        SendReport report = opened.test(action.name());
        show(action.toString(), report);
        if (validation.isMisconfiguredAction(action.name())) {
          validation.actionProblems(action.name()).forEach(p -> detail(Problems.line(p)));
        }
        delivered &= report.delivered();
      }
    }
    return delivered ? 0 : 2;
  }

  private void show(String name, SendReport report) {
    String word = report.outcome().name();
    String line = word + " ".repeat(11 - word.length()) + name;
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.delivered() ? line : line + ": " + Phrases.oneLine(report.reason()));
    report.log().forEach(this::detail);
  }

  private void detail(String line) {
    spec.commandLine().getOut().println("  " + Phrases.oneLine(line));
  }
}
