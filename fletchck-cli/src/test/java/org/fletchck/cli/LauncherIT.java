package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher of the packaged distribution on the Java that runs this test. */
class LauncherIT {
  private static final Path DISTRIBUTION = Path.of("target", "fletchck").toAbsolutePath();
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private static Path programs;
  private static Path launcher;

  @TempDir private Path folder;

  private record Outcome(int code, String output) {}

  @BeforeAll
  static void copyTheDistributionToAPathWithSpaces() throws IOException {
    Path copy = programs.resolve("my programs");
    try (Stream<Path> paths = Files.walk(DISTRIBUTION)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path to = copy.resolve(DISTRIBUTION.relativize(path).toString());
        Files.copy(path, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    launcher = copy.resolve("bin").resolve("fletchck");
  }

  @Test
  void startsFromAPathWithSpaces() throws Exception {
    assertPrintsItsVersion(run(JAVA_HOME, launcher.toString(), "--version"));
  }

  @Test
  void startsThroughAChainOfRelativeLinks() throws Exception {
    Path bin = Files.createDirectory(programs.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../my programs/bin/fletchck"));
    Files.createSymbolicLink(programs.resolve("second"), Path.of("bin/first"));

    assertPrintsItsVersion(run(JAVA_HOME, programs.resolve("second").toString(), "--version"));
  }

  @Test
  void startsWhenShellRunsBareFileName() throws Exception {
    String script = "cd \"$1\" && sh fletchck --version";

    assertPrintsItsVersion(
        run(JAVA_HOME, "sh", "-c", script, "sh", launcher.getParent().toString()));
  }

  @Test
  void findsJavaOnPath() throws Exception {
    assertPrintsItsVersion(runWith(Map.of(), launcher.toString(), "--version"));
  }

  @Test
  void passesExtraOptionsToJvm() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_HOME", JAVA_HOME.toString(), "FLETCHCK_JAVA_OPTS", "-Da=* -XshowSettings:all");

    Outcome outcome = runWith(environment, launcher.toString(), "--version");

    assertThat(outcome.output())
        .contains("a = *")
        .contains("jdk.tls.maxCertificateChainLength = 100")
        .contains("jdk.tls.maxHandshakeMessageSize = 262144")
        .contains("fletchck.home = " + launcher.getParent().getParent().toRealPath());
  }

  @Test
  void rejectsOldJavaWithoutStartingIt() throws Exception {
    Path old = javaHomeWith("echo started");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_292\"\n");

    Outcome outcome = run(old, launcher.toString(), "--version");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output()).contains("older than Java 17").doesNotContain("started");
  }

  @Test
  void queriesJavaVersionWhenReleaseFileIsMissing() throws Exception {
    Path old = javaHomeWith("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Outcome outcome = run(old, launcher.toString(), "--version");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output()).contains("older than Java 17");
  }

  @Test
  void reportsSearchedLocationWhenJavaIsMissing() throws Exception {
    Outcome outcome = run(folder, launcher.toString(), "--version");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output()).contains("JAVA_HOME is " + folder).contains("Java 17 or newer");
  }

  private Path javaHomeWith(String script) throws IOException {
    Path home = Files.createDirectories(folder.resolve("old java"));
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  private Outcome run(Path javaHome, String... command) throws Exception {
    return runWith(Map.of("JAVA_HOME", javaHome.toString()), command);
  }

  private Outcome runWith(Map<String, String> environment, String... command) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "FLETCHCK_JAVA_OPTS"));
    builder.environment().put("PATH", JAVA_HOME.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
      return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assertPrintsItsVersion(Outcome outcome) {
    assertThat(outcome.output()).matches("fletchck \\d+\\.\\d+\\.\\d+.*\\R");
    assertThat(outcome.code()).isZero();
  }
}
