package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypesCommandTest {

  private static final String QUEUE =
      """
      import java.util.List;
      import org.fletchck.spi.*;

      @PluginApi(PluginApi.VERSION)
      public final class QueueCheckType implements CheckType {
        public String name() {
          return "queue";
        }

        public String summary() {
          return "Fails when a folder holds too many files.";
        }

        public List<Option<?>> options() {
          return List.of(
              Option.text("folder", "Path of the folder").required(),
              Option.integer("most", "Fails above this many files").between(10, 99).required(),
              Option.checks("after-the-queues-named-here", "Checks before").orElse(List.of()));
        }

        public Check create(Options options) {
          return context -> CheckResult.pass();
        }
      }
      """;

  @TempDir private Path folder;

  private Path plugins() throws IOException {
    return Files.createDirectories(folder.resolve("plugins"));
  }

  @Test
  void listsAllCheckTypesThenAllActionTypes() {
    Cli outcome = Cli.in(folder, "types");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("Checks\n")
        .contains("\n  cert      Fails when a server's certificate is untrusted, for another host")
        .contains("\n\nActions\n")
        .contains("\n  email     Sends an email.\n")
        .doesNotContain(".jar");
    for (PluginType<?> type : Types.discover().checks()) {
      assertThat(outcome.out()).contains("\n  " + type.name() + " ");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void showsOptionsAndDocumentedExampleOfType() {
    Cli outcome = Cli.in(folder, "types", "cert");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .startsWith("cert: check\nFails when a server's certificate is untrusted, for another host")
        .contains("  hostname    Name or address of the host\n              string; required\n")
        .contains("              whole number, 1 to 65535; default: 443\n")
        .contains("              smtp, imap, pop3, ldap, ftp, postgres\n")
        .contains("Example, inside \"checks\"\n  \"home certificate\": {\n    \"type\": \"cert\",");
  }

  @Test
  void showsWhichChoicesTrueAndFalseStandFor() {
    assertThat(Cli.in(folder, "types", "email").out())
        .contains("implicit (or true), starttls, none (or false)")
        .contains("  recipients, recipient  Recipient addresses")
        .contains("Example, inside \"actions\"");
  }

  @Test
  void showsEveryCheckTypeWithin80Columns() {
    for (PluginType<?> type : Types.discover().checks()) {
      String[] options = Cli.in(folder, "types", type.name()).out().split("\n\nExample", -1);

      assertThat(options).hasSizeGreaterThan(1); // exec is a check and an action
      assertThat(options[0].lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void suggestsNearestNameForUnknownType() {
    Cli near = Cli.in(folder, "types", "htps");
    Cli far = Cli.in(folder, "types", "qqqqqqqq");

    assertThat(near.code()).isEqualTo(2);
    assertThat(near.out()).isEmpty();
    assertThat(near.err())
        .isEqualTo("fletchck: there is no type \"htps\"; did you mean \"https\"?\n");
    assertThat(far.code()).isEqualTo(2);
    assertThat(far.err()).contains("'fletchck types' lists them");
  }

  @Test
  void showsTypesOfPluginsWithTheirJar() throws Exception {
    Jars.compiled(plugins().resolve("my queue+1.jar"), "QueueCheckType", QUEUE);

    Cli all = Cli.in(folder, "types");
    Cli one = Cli.in(folder, "types", "queue");

    assertThat(all.out())
        .contains("  queue     Fails when a folder holds too many files. (my queue+1.jar)\n");
    assertThat(one.out())
        .startsWith("queue: check (my queue+1.jar)\n")
        .contains("  folder  ")
        .contains("  after-the-queues-named-here\n")
        .endsWith(
            """
            Example, inside "checks"
              "my queue": {
                "type": "queue",
                "trigger": {
                  "interval": {
                    "minutes": 5
                  }
                },
                "options": {
                  "folder": "FOLDER",
                  "most": 10
                }
              }
            """);
  }

  @Test
  void showsCheckTypeAndActionTypeOfSameName() throws Exception {
    Jars.compiled(
        plugins().resolve("p.jar"), "QueueCheckType", QUEUE.replace("\"queue\"", "\"log\""));

    assertThat(Cli.in(folder, "types", "log").out())
        .startsWith("log: check (p.jar)\n")
        .contains("\n\nlog: action\nWrites a line to fletchck's own log.\n")
        .endsWith("Example, inside \"actions\"\n  \"log\": {\"type\": \"log\"}\n");
  }

  @Test
  void generatedExamplesAreValidExceptForCheckNames() {
    Types types = Types.discover();
    for (PluginType<?> type : types.checks()) {
      String example = Examples.made(new TypeText(TypeText.Kind.CHECK, type));
      Map<String, Object> site = SiteFile.parse("{\"checks\": {" + example + "}}");

      assertThat(SiteConfig.of(site).validate(types).problems())
          .as(example)
          .filteredOn(Problem::isError)
          .allMatch(problem -> problem.message().startsWith("there is no check"));
    }
  }

  @Test
  void warnsAboutUnusablePlugins() throws Exception {
    Jars.write(
        plugins().resolve("broken.jar"),
        List.of(),
        "org.fletchck.spi.CheckType",
        "com.example.Missing");

    Cli outcome = Cli.in(folder, "types");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).startsWith("warning  ").contains("com.example.Missing");
    assertThat(outcome.out()).contains("  disk ");
  }

  @Test
  @SuppressWarnings("unchecked")
  void printsJson() {
    Cli all = Cli.in(folder, "types", "--json");
    Cli one = Cli.in(folder, "types", "email", "--json");

    assertThat(all.out().lines()).hasSize(1);
    assertThat(SiteFile.parse(all.out())).containsOnlyKeys("checks", "actions");
    Map<String, Object> found = SiteFile.parse(one.out());
    assertThat(found).containsEntry("checks", List.of());
    Map<String, Object> email = ((List<Map<String, Object>>) found.get("actions")).get(0);
    assertThat(email).containsEntry("name", "email").containsEntry("summary", "Sends an email.");
    assertThat((List<Map<String, Object>>) email.get("options"))
        .anySatisfy(
            option ->
                assertThat(option)
                    .containsEntry("name", "recipients")
                    .containsEntry("aliases", List.of("recipient"))
                    .containsEntry("kind", "list")
                    .containsEntry("required", true))
        .anySatisfy(
            option ->
                assertThat(option)
                    .containsEntry("name", "port")
                    .containsEntry("least", 1)
                    .containsEntry("most", 65_535)
                    .containsEntry("default", "465; 587 with starttls, 25 with none"));
  }

  @Test
  void schemaIncludesPluginTypes() throws Exception {
    Jars.compiled(plugins().resolve("queue.jar"), "QueueCheckType", QUEUE);

    Cli outcome = Cli.in(folder, "schema");

    assertThat(outcome.code()).isZero();
    assertThat(SiteFile.parse(outcome.out()))
        .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema");
    assertThat(outcome.out()).contains("\"const\": \"queue\"").contains("Path of the folder");
  }

  @Test
  void printsSchemaDespiteUnusablePlugin() throws Exception {
    Jars.write(plugins().resolve("broken.jar"), List.of(), "org.fletchck.spi.CheckType", "Missing");

    Cli outcome = Cli.in(folder, "schema");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).startsWith("warning  ");
    assertThat(SiteFile.parse(outcome.out())).isNotEmpty();
  }
}
