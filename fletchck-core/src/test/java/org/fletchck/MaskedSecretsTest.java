package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.SendReport;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No type tells what is secret, whatever it says. */
class MaskedSecretsTest {

  private static final String SECRET = "s3cret/k\"y";
  private static final Option<String> PASSWORD = Option.secret("password", "Password");
  private static final Option<String> URL = Option.text("url", "Address");
  private static final Option<List<String>> COMMAND = Option.list("command", "Command");
  private static final List<Option<?>> OPTIONS = List.of(PASSWORD, URL, COMMAND);

  @TempDir private Path folder;
  private final ManualScheduler time = new ManualScheduler(World.START, 1);

  /** How a check may end. */
  enum End {
    PASSES,
    FAILS,
    THROWS,
    THROWS_AN_ERROR,
    IS_SHORT_OF_DESCRIPTORS;

    CheckResult of(String said) throws IOException {
      return switch (this) {
        case PASSES -> all(CheckResult.pass(said), said);
        case FAILS -> all(CheckResult.fail(said), said);
        case THROWS -> throw new IOException(said, new IllegalStateException(said));
        case THROWS_AN_ERROR -> throw new AssertionError(said);
        case IS_SHORT_OF_DESCRIPTORS -> throw new IOException(said, shortage());
      };
    }

    private static CheckResult all(CheckResult result, String said) {
      return result.withLevel(said).withDetail(said, said).withTrustFailure(said);
    }

    private static Exception shortage() {
      Exception e = new SocketException("Too many open files");
      e.setStackTrace(
          new StackTraceElement[] {new StackTraceElement("sun.nio.ch.Net", "socket0", null, -2)});
      return e;
    }
  }

  /** Tells its options wherever it can. */
  private record Chatterbox(End end, UnaryOperator<String> words) implements CheckType {
    @Override
    public String name() {
      return "chatterbox";
    }

    @Override
    public String summary() {
      return "Tells all it knows.";
    }

    @Override
    public List<Option<?>> options() {
      return OPTIONS;
    }

    @Override
    public Check create(Options options) {
      return context -> end.of(sent(options, context));
    }

    private String sent(Options options, CheckContext context) {
      String said = words.apply(said(options));
      context.log(said);
      context.log("x".repeat(3_995) + said);
      context.phase(said, Duration.ofMillis(1));
      return said;
    }
  }

  private static String said(Options options) {
    StringBuilder said = new StringBuilder("know");
    for (Option<?> option : OPTIONS) {
      options.find(option).ifPresent(value -> said.append(' ').append(value));
    }
    return said.toString();
  }

  private RunReport run(End end, UnaryOperator<String> words, CheckConfig check) {
    Types types = Types.of(new Chatterbox(end, words));
    SiteConfig config = SiteConfig.empty().with("grace", 0).withCheck(check).inFolder(folder);
    try (Site site = Site.with(types).scheduler(time).onDemand().open(config)) {
      return site.run(check.name());
    }
  }

  private static String everything(RunReport report) {
    CheckState.Run run = report.state().lastRun();
    return String.join(
        "\n",
        report.decision(),
        String.valueOf(run.reason()),
        String.valueOf(run.level()),
        run.log().toString(),
        run.details().toString(),
        run.phases().toString(),
        String.valueOf(report.state().trustFailure()));
  }

  @ParameterizedTest
  @EnumSource
  void masksSecretsInCheckOutputHoweverItEnds(End end) {
    CheckConfig check = CheckConfig.of("web", "chatterbox").option("password", SECRET);
    String sent = everything(run(end, said -> said, check));
    assertThat(sent).contains("know ********").doesNotContain("s3cret").doesNotContain("k\"y");
  }

  @Test
  void masksSecretsInterspersedWithEscapeSequences() {
    CheckConfig check = CheckConfig.of("web", "chatterbox").option("password", SECRET);
    RunReport report = run(End.FAILS, said -> said.replace("3", "\u001b[0m3"), check);
    assertThat(everything(report)).contains("know ********").doesNotContain("s3");
  }

  @ParameterizedTest
  @EnumSource
  void masksValuesOfReferences(End end) throws IOException {
    Files.writeString(folder.resolve("key"), "from-a-file\n");
    Files.writeString(folder.resolve("other"), "of-another\n");
    CheckConfig check =
        CheckConfig.of("web", "chatterbox")
            .option("password", "${file:key}")
            .option("command", List.of("get", "--key=${file:other}"));
    String sent = everything(run(end, said -> said, check));
    assertThat(sent)
        .contains("know ******** [get, --key=********]")
        .doesNotContain("from-a-file")
        .doesNotContain("of-another");
  }

  @Test
  void masksPasswordsInUrls() {
    CheckConfig check =
        CheckConfig.of("web", "chatterbox").option("url", "https://joe:hunter2@example.com/a");
    String sent = everything(run(End.FAILS, said -> said + " hunter2", check));
    assertThat(sent)
        .contains("know https://********@example.com/a ********")
        .doesNotContain("hunter2");
  }

  @Test
  void masksSecretsInOptionErrors() {
    CheckType picky =
        new CheckType() {
          @Override
          public String name() {
            return "picky";
          }

          @Override
          public String summary() {
            return "Refuses its options.";
          }

          @Override
          public List<Option<?>> options() {
            return OPTIONS;
          }

          @Override
          public Check create(Options options) {
            if (options.has(URL)) {
              throw new IllegalStateException("no: " + options.get(PASSWORD));
            }
            throw new IllegalArgumentException("can't use " + options.get(PASSWORD));
          }
        };
    CheckConfig check = CheckConfig.of("web", "picky").option("password", SECRET);
    for (CheckConfig each : List.of(check, check.option("url", "x"))) {
      assertThat(SiteConfig.empty().withCheck(each).validate(Types.of(picky)).problems().toString())
          .contains("********")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void masksSecretsInActionOutput() {
    for (Exception trouble :
        List.of(new IOException("know"), new RefusedException("know"), new RuntimeException())) {
      SendReport report = send(trouble);
      assertThat(report.delivered()).isFalse();
      assertThat(report.reason() + report.log())
          .contains("********")
          .doesNotContain("s3cret")
          .doesNotContain("\u001b");
    }
    assertThat(send(null).log().toString()).contains("********").doesNotContain("s3cret");
  }

  private SendReport send(Exception trouble) {
    ActionType teller =
        new ActionType() {
          @Override
          public String name() {
            return "teller";
          }

          @Override
          public String summary() {
            return "Tells its password.";
          }

          @Override
          public List<Option<?>> options() {
            return OPTIONS;
          }

          @Override
          public Action create(Options options) {
            return (notification, context) -> {
              String said = "\u001b[1mknow " + options.get(PASSWORD);
              context.log(said);
              if (trouble instanceof RefusedException) {
                throw new RefusedException(said);
              }
              if (trouble instanceof IOException) {
                throw new IOException(said);
              }
              if (trouble != null) {
                throw new IllegalStateException(said);
              }
            };
          }
        };
    SiteConfig config =
        SiteConfig.empty().withAction(ActionConfig.of("tell", "teller").option("password", SECRET));
    try (Site site = Site.with(Types.of(teller)).scheduler(time).onDemand().open(config)) {
      return site.test("tell");
    }
  }
}
