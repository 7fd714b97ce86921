package org.fletchck.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all problems of a site file. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Shows all problems of a site file: where each is, and what would work.",
    footer = {
      "",
      "Exit codes: 0 no errors (warnings may be shown), 2 errors.",
      "Example:",
      "  fletchck validate --config /etc/fletchck/fletchck.conf"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SiteOptions site;

  @Option(names = "--json", description = "Print the problems as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    String summary = "";
    List<Problem> problems;
    try {
      SiteFile file = site.read();
      Types types = site.types();
      problems =
          Problems.all(file.problems(), types.problems(), file.config().validate(types).problems());
      summary =
          Phrases.count(file.config().checks().size(), "check")
              + ", "
              + Phrases.count(file.config().actions().size(), "action")
              + ", ";
    } catch (SiteFileException | InputException e) {
      problems = List.of(Problem.error("", String.valueOf(e.getMessage()), ""));
    }
    int errors = (int) problems.stream().filter(Problem::isError).count();
    print(problems, errors, summary);
    return errors == 0 ? 0 : 2;
  }

  private void print(List<Problem> problems, int errors, String summary) {
    PrintWriter out = spec.commandLine().getOut();
    int warnings = problems.size() - errors;
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("file", site.path().toString());
      values.put("errors", errors);
      values.put("warnings", warnings);
      values.put("problems", problems.stream().map(Problems::json).toList());
      out.println(Phrases.json(values));
      return;
    }
    problems.forEach(problem -> out.println(Problems.line(problem)));
    out.println(
        site.path()
            + ": "
            + summary
            + (problems.isEmpty()
                ? "no problems"
                : Phrases.count(errors, "error") + ", " + Phrases.count(warnings, "warning")));
  }
}
