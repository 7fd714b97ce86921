package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loading the native library does to a machine, each time in a new Java. */
class SerialLibraryIT {

  /** Runs a check of each port named, after making others that don't run. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] ports) throws IOException {
      String temporary = System.getProperty("java.io.tmpdir");
      String home = System.getProperty("user.home");
      Ran.check(new UpsCheckType(), "hostname", "127.0.0.1", "port", 1);
      Ran.check(new UpsCheckType(), "serialPort", "/dev/no-such-port");
      Ran.check(new UpsTestCheckType(), "serialPort", "/dev/no-such-port");
      System.out.println("made");
      for (String port : ports) {
        System.out.println(Ran.check(new UpsCheckType(), "serialPort", port).reason());
      }
      Path made = Files.createTempFile("after", null);
      Path old = File.createTempFile("after", null).toPath();
      assertThat(made).hasParent(Path.of(temporary));
      assertThat(old).hasParent(Path.of(temporary));
      assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(temporary);
      assertThat(System.getProperty("user.home")).isEqualTo(home);
      Files.delete(made);
      Files.delete(old);
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        maps.filter(map -> map.contains("jSerialComm")).limit(1).forEach(System.out::println);
      }
      System.out.println("ended");
    }
  }

  @TempDir private Path folder;
  private Path temporary;
  private Path home;

  @BeforeEach
  void makePlaces() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    home = Files.createDirectory(folder.resolve("home"));
  }

  private List<String> run(List<String> options, String... ports) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Duser.home=" + home);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    command.addAll(List.of(ports));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void loadsNothingBeforeAPortIsUsed() throws Exception {
    assertThat(run(List.of("-Xlog:class+load")))
        .anyMatch(line -> line.contains("UpsCheck "))
        .noneMatch(line -> line.contains("com.fazecast"));
  }

  @Test
  void leavesNoFilesBehindAndTouchesNoForeignFiles() throws Exception {
    Path foreign = Files.createDirectories(temporary.resolve("jSerialComm")).resolve("foreign");
    Files.writeString(foreign, "x");
    assertThat(run(List.of(), "/dev/null"))
        .containsSubsequence("made", "/dev/null is not a serial port", "ended");
    assertThat(files(temporary)).containsExactly(foreign);
    assertThat(temporary.toFile().list()).containsExactly("jSerialComm");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void reportsLoadFailureAndLeavesNoFilesBehind() throws Exception {
    List<String> ports = List.of("/dev/null", "/dev/zero");
    List<List<String>> wrong = new ArrayList<>(List.of(List.of("-Dos.name=SunOS")));
    if (Runtime.version().feature() >= 24) {
      wrong.add(List.of("--illegal-native-access=deny"));
    }
    for (List<String> options : wrong) {
      List<String> said = run(options, ports.toArray(String[]::new));
      String reason =
          said.stream().filter(line -> line.startsWith("serial ports")).findFirst().orElseThrow();
      assertThat(reason)
          .startsWith("serial ports can't be used: Cannot load native library.")
          .contains(temporary.toString(), "--enable-native-access=ALL-UNNAMED");
      assertThat(said).containsSubsequence("made", reason, reason, "ended");
      assertThat(temporary).isEmptyDirectory();
      assertThat(home).isEmptyDirectory();
    }
  }

  @Test
  void continuesOnUnsupportedPlatform() throws Exception {
    assertThat(run(List.of("-Dos.name=Plan 9"), "/dev/null"))
        .containsSubsequence("made", "serial ports can't be used on Plan 9", "ended");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void usesLibraryProvidedByUser() throws Exception {
    Path given = Files.createDirectory(folder.resolve("given"));
    String machine = System.getProperty("os.arch").equals("aarch64") ? "armv8_64" : "x86_64";
    String resource = "/Linux/" + machine + "/libjSerialComm.so";
    try (InputStream library = getClass().getResourceAsStream(resource)) {
      Files.copy(library, given.resolve("libjSerialComm.so"));
    }
    assertThat(run(List.of("-DjSerialComm.library.path=" + given), "/dev/null"))
        .containsSubsequence("made", "/dev/null is not a serial port", "ended")
        .anyMatch(line -> line.endsWith(given + "/libjSerialComm.so"));
    assertThat(temporary).isEmptyDirectory();
  }
}
