package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fletchck.config.ActionKeys;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documents to the program. With {@code -Ddocs.write=true} what is stale is written. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```json\\n(.*?)^```$");

  /**
   * What is taken from a file, which the fence names; a line of dots stands for what is left out.
   */
  private static final Pattern EXCERPT =
      Pattern.compile("(?ms)^```\\w+ (examples/\\S+)\\n(.*?)^```$");

  private static final Pattern PROGRAM =
      Pattern.compile("(?ms)^```java\\n(.*?\\bclass (\\w+).*?)^```$");

  @TempDir private Path folder;

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void checkTypeDocumentationIsUpToDate() throws IOException {
    assertDescribed("checks.md", types().checks());
  }

  @Test
  void actionTypeDocumentationIsUpToDate() throws IOException {
    assertDescribed("actions.md", types().actions());
  }

  @Test
  void everyConfigurationKeyIsDocumented() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/configuration.md"), UTF_8);
    Stream<String> objects =
        Stream.of(SiteKeys.OBJECTS, CheckKeys.OBJECTS, ActionKeys.OBJECTS).flatMap(List::stream);
    Stream<String> keys =
        Stream.of(SiteKeys.ALL, CheckKeys.ALL, ActionKeys.ALL)
            .flatMap(List::stream)
            .map(Option::name);

    assertThat(Stream.concat(objects, keys)).allMatch(key -> text.contains("\n| `" + key + "` |"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkResolves(Path document) throws IOException {
    for (MatchResult link : all(LINK, document)) {
      Path target =
          link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
      assertThat(target).exists();
      if (link.group(2) != null) {
        assertThat(all(HEADING, target))
            .extracting(h -> anchor(h.group(1)))
            .contains(link.group(2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyExampleIsValid(Path document) throws IOException {
    String name = document.getFileName().toString();
    for (MatchResult example : all(EXAMPLE, document)) {
      Map<String, Object> site = SiteFile.parse(whole(example.group(1), name));
      List<Problem> problems = SiteConfig.of(site).inFolder(ROOT).validate(types()).problems();

      assertThat(problems)
          .as(example.group(1))
          .noneMatch(Problem::isError)
          .noneMatch(problem -> problem.message().equals("unknown key"));
      assertThat(Schemas.errors(SiteFile.format(site))).as(example.group(1)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyExcerptMatchesItsFile(Path document) throws IOException {
    for (MatchResult excerpt : all(EXCERPT, document)) {
      String file = unindented(Files.readString(ROOT.resolve(excerpt.group(1)), UTF_8));
      for (String piece : excerpt.group(2).split("(?m)^ *\\.\\.\\.\\n", -1)) {
        assertThat(file).as(excerpt.group(1)).contains(unindented(piece));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyJavaExampleCompiles(Path document) throws IOException {
    for (MatchResult program : all(PROGRAM, document)) {
      Jars.compiled(folder.resolve("program.jar"), program.group(2), program.group(1));
    }
  }

  private static String unindented(String text) {
    return text.replaceAll("(?m)^ +", "");
  }

  /** A part stands without braces: an entry in a list of types, elsewhere a key of a check. */
  private static String whole(String example, String document) {
    if (example.startsWith("{")) {
      return example;
    }
    return switch (document) {
      case "checks.md" -> "{\"checks\": {" + example + "}}";
      case "actions.md" -> "{\"actions\": {" + example + "}}";
      default -> "{\"checks\": {\"x\": {\"type\": \"disk\", " + example + "}}}";
    };
  }

  private static void assertDescribed(String name, Collection<? extends PluginType<?>> types)
      throws IOException {
    Path file = ROOT.resolve("docs").resolve(name);
    String text = Files.readString(file, UTF_8);
    String current = text;
    for (PluginType<?> type : types) {
      if (!type.getClass().getPackage().equals(DocumentsTest.class.getPackage())) {
        current = new TypeSection(type).into(current);
      }
    }
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(file, current, UTF_8);
    } else {
      assertThat(text)
          .as(name + " is stale; run the tests with -Ddocs.write=true")
          .isEqualTo(current);
    }
  }

  private static Types types() {
    return Types.discover();
  }

  private static List<MatchResult> all(Pattern pattern, Path document) throws IOException {
    return pattern.matcher(Files.readString(document, UTF_8)).results().toList();
  }

  /** Returns what a heading is linked by. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }
}
