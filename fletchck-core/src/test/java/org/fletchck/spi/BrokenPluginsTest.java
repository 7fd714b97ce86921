package org.fletchck.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of jars that can't be used, each beside one that can. */
class BrokenPluginsTest {

  @TempDir private Path folder;

  private Path good;
  private Path bad;

  @BeforeEach
  void writeGoodPlugin() throws IOException {
    good = new PluginJar().type("Good").write(folder.resolve("good.jar"), "plugin.Good");
    bad = folder.resolve("bad one.jar");
  }

  @Test
  void loadsValidPlugin() throws IOException {
    Types types = PluginJar.discover(good);

    assertThat(types.problems()).isEmpty();
    assertThat(types.check("good")).get().extracting(Types::source).isEqualTo(good.toString());
  }

  /** {@code plugin-0.jar} was built before the plugin API had a version. */
  @Test
  void reportsPluginBuiltBeforeApiWasVersioned() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("plugin-0.jar")) {
      Files.copy(Objects.requireNonNull(in), bad);
    }

    assertProblem(
        "com.example.redis.RedisCheckType doesn't declare the version of the plugin API that it was"
            + " built for, but this fletchck has version 1; get a jar built for that version, or"
            + " annotate the class with @PluginApi(PluginApi.VERSION) and rebuild it");
  }

  @Test
  void rejectsWrongApiVersionBeforeInstantiation() throws IOException {
    new PluginJar()
        .source(
            "Bad",
            """
            @PluginApi(99)
            public class Bad implements CheckType {
              public Bad() { throw new IllegalStateException("made"); }
              public String name() { return "bad"; }
              public String summary() { return "Looks."; }
              public List<Option<?>> options() { return List.of(); }
              public Check create(Options options) { return context -> CheckResult.pass(); }
            }
            """)
        .write(bad, "plugin.Bad");

    assertThat(problem())
        .contains("plugin.Bad was built for version 99 of the plugin API, but this fletchck has");
  }

  @Test
  void reportsMissingProviderClass() throws IOException {
    new PluginJar().write(bad, "# types", "plugin.Gone  # not there");

    assertProblem(
        "plugin.Gone is listed as a provider but doesn't exist;"
            + " get another version of this jar, or remove it");
  }

  @Test
  void reportsMissingLibrary() throws IOException {
    new PluginJar()
        .type("Bad", "public static class Library {} public Bad() { new Library(); }")
        .without("Bad$Library")
        .write(bad, "plugin.Bad");

    assertProblem(
        "plugin.Bad needs plugin.Bad$Library, which is missing; put its jar next to this one");
  }

  @Test
  void reportsThrowingConstructor() throws IOException {
    new PluginJar()
        .type("Bad", "public Bad() { throw new IllegalStateException(\"no\\nlicence\"); }")
        .write(bad, "plugin.Bad");

    assertProblem(
        "plugin.Bad can't be instantiated: its constructor throws java.lang.IllegalStateException:"
            + " no licence; get another version of this jar, or remove it");
  }

  @Test
  void reportsThrowingStaticInitializer() throws IOException {
    new PluginJar()
        .type("Bad", "static final int ONE = Integer.parseInt(\"one\");")
        .write(bad, "plugin.Bad");

    assertThat(problem()).contains("its static initializer throws java.lang.NumberFormatException");
  }

  @Test
  void reportsRequiredJavaVersion() throws IOException {
    int here = Runtime.version().feature();
    int next = here + 1;
    new PluginJar().type("Bad").ofJava(next, "Bad").write(bad, "plugin.Bad");

    assertProblem(
        "plugin.Bad is built for Java %d, but this is Java %d;".formatted(next, here)
            + " run with Java %d or newer, or get a jar for Java %d".formatted(next, here));
  }

  @Test
  void reportsMissingPublicNoArgConstructor() throws IOException {
    new PluginJar().type("Bad", "public Bad(int size) {}").write(bad, "plugin.Bad");

    assertThat(problem()).contains("plugin.Bad Unable to get public no-arg constructor");
  }

  @Test
  void reportsProviderThatIsNotCheckType() throws IOException {
    new PluginJar().source("Bad", "public class Bad {}").write(bad, "plugin.Bad");

    assertThat(problem()).contains("can't be used: plugin.Bad not a subtype");
  }

  @Test
  void reportsMalformedServicesFile() throws IOException {
    new PluginJar().type("Bad").write(bad, "plugin.Bad", "\u0007 <html> not found", "more of it");

    assertThat(problem())
        .contains(
            "can't be used: META-INF/services/org.fletchck.spi.CheckType:2: Illegal "
                + "configuration-file syntax");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public String name() { return null; }|name() is null",
        "public String name() { return \" \"; }|name() is empty",
        "public String name() { throw new AssertionError(\"no\"); }|java.lang.AssertionError: no",
        "public String name() { return name(); }|java.lang.StackOverflowError",
        "public String summary() { return null; }|summary() is null",
        "public String summary() { throw new RuntimeException(); }|java.lang.RuntimeException",
        "public List<Option<?>> options() { return null; }|options() returns null",
        "public List<Option<?>> options() { return Arrays.asList((Option<?>) null); }"
            + "|contains null",
        "public List<Option<?>> options() { throw new RuntimeException(); }|RuntimeException",
        "public List<Option<?>> options() { return List.of(Option.text(\"a\", \"A\"),"
            + " Option.flag(\"b\", \"B\").alias(\"a\")); }|two of its options are named a",
      })
  void reportsInvalidTypeDeclarations(String member, String said) throws IOException {
    new PluginJar().type("Bad", member).write(bad, "plugin.Bad");

    assertThat(problem()).contains("plugin.Bad can't be used: ").contains(said);
  }

  @Test
  void keepsFirstOfTwoTypesWithSameName() throws IOException {
    new PluginJar()
        .type("Other", "public String name() { return \"good\"; }")
        .write(bad, "plugin.Other");

    assertProblem(
        "two check types are named good: plugin.Good in %s and plugin.Other in %s;"
                .formatted(good, bad)
            + " the first one is used; remove one of them");
  }

  @Test
  void warnsOfSecondJarWithSamePlugin() throws IOException {
    new PluginJar().type("Good").write(bad, "plugin.Good");

    Types types = PluginJar.discover(good, bad);

    assertThat(types.problems())
        .singleElement()
        .hasToString(
            "%s: has the same providers as %s: plugin.Good; that one is used; remove one of them"
                .formatted(bad, good))
        .returns(false, Problem::isError);
  }

  @Test
  void continuesAfterEachOfSeveralProblems() throws IOException {
    new PluginJar()
        .type("Fine")
        .type("Bad", "public Bad() { throw new IllegalStateException(); }")
        .write(bad, "plugin.Gone", "plugin.Bad", "plugin.Fine", "plugin.Gone2");

    Types types = PluginJar.discover(bad, good);

    assertThat(types.problems()).hasSize(3);
    assertThat(types.checks()).extracting(CheckType::name).containsExactly("fine", "good");
  }

  @Test
  void ignoresFilesThatAreNotJars() throws IOException {
    Files.writeString(bad, "not a jar", UTF_8);

    assertThat(PluginJar.discover(bad, good).check("good")).isPresent();
  }

  private void assertProblem(String said) throws IOException {
    assertThat(problem()).isEqualTo(bad + ": " + said);
  }

  /** Returns the one problem of the bad jar; the good one is used all the same. */
  private String problem() throws IOException {
    Types types = PluginJar.discover(good, bad);
    assertThat(types.check("good")).isPresent();
    assertThat(types.problems()).singleElement().matches(Problem::isError);
    return types.problems().get(0).toString();
  }
}
