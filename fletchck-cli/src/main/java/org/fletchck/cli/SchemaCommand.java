package org.fletchck.cli;

import java.util.concurrent.Callable;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteSchema;
import org.fletchck.spi.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of the site file. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Prints the JSON Schema (2020-12) of the site file, with which editors complete and check"
          + " it.",
      "It includes the types of plugins: those in the distribution, and those next to the site"
          + " file, which needn't exist."
    },
    footer = {"", "Example:", "  fletchck schema > fletchck.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SiteOptions site;

  @Override
  public Integer call() {
    Types types = site.types();
    Problems.warn(types.problems(), spec.commandLine().getErr());
    spec.commandLine().getOut().print(SiteFile.format(SiteSchema.of(types)));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
