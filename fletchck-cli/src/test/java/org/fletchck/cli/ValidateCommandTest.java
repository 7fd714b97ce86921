package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fletchck.config.SiteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final Path ORIGINAL =
      Path.of(
          "../fletchck-core/src/test/resources/org/fletchck/config/saved-by-original-1.0.5.json");

  @TempDir private Path folder;

  private Cli validate(String json, String... args) throws IOException {
    Cli.site(folder, json);
    String[] all = new String[args.length + 1];
    all[0] = "validate";
    System.arraycopy(args, 0, all, 1, args.length);
    return Cli.in(folder, all);
  }

  @Test
  void reportsNoProblemsForValidSite() throws IOException {
    Cli outcome =
        validate(
            """
            {'actions': {'log': {'type': 'log'}},
             'checks': {'a': {'type': 'file', 'actions': ['log'], 'options': {'path': 'a'}}}}
            """);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).endsWith(": 1 check, 1 action, no problems\n");
  }

  @Test
  void acceptsSiteFileSavedByOriginal() {
    Cli outcome = Cli.run("validate", "--config", ORIGINAL.toString());

    assertThat(outcome.out()).doesNotContain("unknown check type").contains(" 0 errors");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void reportsMissingSiteFile() {
    Cli outcome = Cli.in(folder, "validate");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).contains("there is no such file");
  }

  @Test
  void reportsLineAndColumnOfInvalidJson() throws IOException {
    Cli outcome = validate("{\n  'checks': {,}\n}");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).contains("fletchck.conf: line 2, column 14");
  }

  @Test
  void explainsCommonJsonMistakes() throws IOException {
    assertThat(validate("{'checks': {},}").out()).contains("is there an extra comma before it?");
    assertThat(validate("{'checks': {").out())
        .contains("the text ends too early")
        .doesNotContain("Source");
  }

  @Test
  void reportsInvalidValuesAndUnknownTypes() throws IOException {
    Cli outcome =
        validate(
            """
            {'checks': {
              'Home Cert': {'type': 'https', 'options': {'hostname': 'h', 'port': 'https'}},
              'typo': {'type': 'htps'},
              'never': {'type': 'file', 'trigger': {'cron': {'hour': 99}}, 'options': {'path': 'a'}},
              'list': ['type', 'file']
            }}
            """);

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out())
        .contains("error    checks.\"Home Cert\".options.port: expected a number from 1 to 65535")
        .contains("found \"https\"")
        .contains("checks.typo.type")
        .contains("https")
        .contains("checks.never.trigger: cron.hour: expected 0 to 23")
        .contains("checks.list");
  }

  @Test
  void reportsCyclesAndUnknownNames() throws IOException {
    Cli outcome =
        validate(
            """
            {'checks': {
              'a': {'type': 'file', 'depends': ['b'], 'options': {'path': 'x'}},
              'b': {'type': 'file', 'depends': ['a'], 'options': {'path': 'x'}},
              'row': {'type': 'sequence', 'options': {'checks': ['a', 'bee']}}
            }}
            """);

    assertThat(outcome.out()).contains("a -> b -> a").contains("there is no check \"bee\"");
  }

  @Test
  void warnsAboutUnknownKeysAndSuggestsNearest() throws IOException {
    Cli outcome =
        validate(
            """
            {'actions': {'log': {'type': 'log'}},
             'checks': {'a': {'type': 'file', 'actions': ['log'], 'treshold': 2,
                              'options': {'path': 'a', 'lowd': true}}}}
            """);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("warning  checks.a.treshold: unknown key; did you mean threshold?")
        .contains("did you mean loud?")
        .endsWith("0 errors, 2 warnings\n");
  }

  @Test
  void warnsAboutDuplicateKeys() throws IOException {
    assertThat(validate("{'grace': 1, 'grace': 2}").out()).contains("warning").contains("grace");
  }

  @Test
  void printsJson() throws IOException {
    Cli outcome = validate("{'checks': {'a': {'type': 'file'}}}", "--json");

    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(SiteFile.parse(outcome.out()))
        .containsEntry("errors", 1)
        .containsKeys("file", "warnings")
        .extractingByKey("problems")
        .asString()
        .contains("severity=error")
        .contains("path=checks.a.options.path");
  }

  @Test
  void reportsUnusablePlugins() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Jars.write(
        plugins.resolve("broken.jar"),
        List.of(),
        "org.fletchck.spi.CheckType",
        "com.example.Missing");

    Cli outcome = validate("{}");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).contains("com.example.Missing").contains("plugin");
  }
}
