package org.fletchck.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fletchck.config.NearMiss;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the check and action types, or shows everything about one. */
@Command(
    name = "types",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Lists the types of checks and actions, or shows the options of one and an example.",
      "Types of plugins are included: those in the distribution, and those next to the site file,"
          + " which needn't exist."
    },
    footer = {"", "Examples:", "  fletchck types", "  fletchck types cert"})
final class TypesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SiteOptions site;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A type of check or action. Default: a list of all.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print the types with their options as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Types types = site.types();
    Problems.warn(types.problems(), spec.commandLine().getErr());
    List<TypeText> checks = texts(TypeText.Kind.CHECK, types.checks());
    List<TypeText> actions = texts(TypeText.Kind.ACTION, types.actions());
    if (name != null && checks.isEmpty() && actions.isEmpty()) {
      throw new InputException(unknown(name, types));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("checks", checks.stream().map(TypeText::json).toList());
      values.put("actions", actions.stream().map(TypeText::json).toList());
      out.println(Phrases.json(values));
    } else if (name == null) {
      list(out, checks, actions);
    } else {
      List<String> lines = new ArrayList<>();
      for (TypeText text : TypeText.all(checks, actions)) {
        if (!lines.isEmpty()) {
          lines.add("");
        }
        lines.addAll(text.lines());
      }
      lines.forEach(out::println);
    }
    return 0;
  }

  private List<TypeText> texts(TypeText.Kind kind, Collection<? extends PluginType<?>> types) {
    return types.stream()
        .filter(type -> name == null || type.name().equals(name))
        .map(type -> new TypeText(kind, type))
        .toList();
  }

  private static void list(PrintWriter out, List<TypeText> checks, List<TypeText> actions) {
    int width =
        TypeText.all(checks, actions).stream()
            .mapToInt(text -> text.type().name().length())
            .max()
            .orElse(0);
    out.println("Checks");
    checks.forEach(text -> out.println("  " + text.line(width)));
    out.println();
    out.println("Actions");
    actions.forEach(text -> out.println("  " + text.line(width)));
  }

  private static String unknown(String name, Types types) {
    List<String> known = new ArrayList<>();
    types.checks().forEach(type -> known.add(type.name()));
    types.actions().forEach(type -> known.add(type.name()));
    return "there is no type \""
        + name
        + NearMiss.nearest(name, known)
            .map(near -> "\"; did you mean \"" + near + "\"?")
            .orElse("\"; 'fletchck types' lists them");
  }
}
