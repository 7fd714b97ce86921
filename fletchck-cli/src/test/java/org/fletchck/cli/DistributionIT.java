package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is handed on with the program. */
class DistributionIT {

  private static final Path HOME = Path.of("target/fletchck").toAbsolutePath();

  /** Mostly annotations, but with classes that others load. */
  private static final Set<String> LOADED = Set.of("dagger", "jackson-annotations", "javax.inject");

  @Test
  void listsPurposeAndLicenceOfEachLibrary() throws Exception {
    String notices = Files.readString(HOME.resolve("THIRD-PARTY.txt"));

    assertThat(Files.readString(HOME.resolve("LICENSE"))).startsWith("MIT License");
    assertThat(libraries())
        .isNotEmpty()
        .filteredOn(jar -> !name(jar).startsWith("fletchck-"))
        .allSatisfy(
            jar ->
                assertThat(notices)
                    .containsPattern(
                        "(?m)^\\Q" + name(jar) + "\\E\n  for: .+\n  licence: .+\n  from: http.+$"));
    assertThat(notices.lines().filter(line -> line.endsWith(".jar")))
        .allMatch(line -> Files.exists(HOME.resolve("lib").resolve(line)));
  }

  @Test
  void includesLicenceTextsOfLibraries() throws Exception {
    for (Path jar : libraries()) {
      long brought;
      try (JarFile open = new JarFile(jar.toFile())) {
        brought =
            open.stream()
                .filter(entry -> entry.getName().matches("META-INF/(LICENSE|NOTICE)[^/]*"))
                .count();
      }
      Path texts = HOME.resolve("licenses").resolve(name(jar).replaceFirst("-[0-9].*", ""));
      assertThat(brought == 0 || Files.isDirectory(texts)).as("texts of %s", jar).isTrue();
    }
    assertThat(HOME.resolve("licenses/re2j/LICENSE")).content().contains("The Go Authors");
  }

  @Test
  void excludesAnnotationOnlyLibraries() throws Exception {
    for (Path jar : libraries()) {
      String library = name(jar).replaceFirst("-[0-9].*", "");
      List<Boolean> annotations = annotations(jar);
      long count = annotations.stream().filter(is -> is).count();
      assertThat(LOADED.contains(library) || count * 2 <= annotations.size())
          .as("%s has %d annotations among its %d classes", library, count, annotations.size())
          .isTrue();
    }
  }

  /** Returns of each class of a library, but nested ones, whether it is an annotation. */
  private static List<Boolean> annotations(Path jar) throws IOException {
    List<Boolean> annotations = new ArrayList<>();
    try (JarFile open = new JarFile(jar.toFile());
        URLClassLoader classes = new URLClassLoader(urls())) {
      List<String> names =
          open.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.matches("(?!META-INF)[^$]+(?<!-info)\\.class"))
              .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
              .toList();
      for (String name : names) {
        try {
          annotations.add(Class.forName(name, false, classes).isAnnotation());
        } catch (ClassNotFoundException | LinkageError e) {
          annotations.add(false); // it needs something that isn't there, as annotations never do
        }
      }
    }
    return annotations;
  }

  private static URL[] urls() throws IOException {
    return libraries().stream()
        .map(
            jar -> {
              try {
                return jar.toUri().toURL();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toArray(URL[]::new);
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("lib"))) {
      return files.sorted().toList();
    }
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }
}
