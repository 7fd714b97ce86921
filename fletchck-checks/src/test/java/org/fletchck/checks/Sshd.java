package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** OpenSSH's server and tools, with keys and configuration in a folder. */
record Sshd(Path folder) {

  /** Makes a key pair of this type. */
  void makeKey(String type, String name) throws Exception {
    String file = folder.resolve(name).toString();
    output(Daemon.program("ssh-keygen", "openssh-client"), "-qt", type, "-N", "", "-f", file);
  }

  /** Certifies a key as that of a host, by another one. */
  void certify(String name, String authority) throws Exception {
    String program = Daemon.program("ssh-keygen", "openssh-client");
    String ca = folder.resolve(authority).toString();
    String file = folder.resolve(name + ".pub").toString();
    output(program, "-qs", ca, "-h", "-I", "host", "-n", "one.example,two.example", file);
  }

  /** Starts a server with these keys, and these lines in its configuration. */
  Daemon serve(int port, List<String> keys, String... lines) throws Exception {
    String program = Daemon.program("sshd", "openssh-server");
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd")); // else it doesn't start
    }
    List<String> all = new ArrayList<>();
    all.addAll(List.of("ListenAddress 127.0.0.1", "Port " + port, "UsePAM no", "PidFile none"));
    keys.forEach(key -> all.add("HostKey " + folder.resolve(key)));
    all.addAll(List.of(lines));
    Path file = Files.write(folder.resolve("sshd_config"), all);
    // Clients that never log in are refused by OpenSSH 9.8 and later after some twenty connections.
    String harmless = "PerSourcePenalties no";
    if (exitCode(program, "-t", "-f", file.toString(), "-o", harmless) == 0) {
      Files.write(file, Stream.concat(Stream.of(harmless), all.stream()).toList());
    }
    return Daemon.start("Server listening", program, "-D", "-e", "-f", file.toString());
  }

  private static int exitCode(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static String output(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.strip();
  }

  /** Returns what {@code ssh-keyscan} prints of the server's key of this type. */
  static String keyscan(int port, String type) throws Exception {
    String program = Daemon.program("ssh-keyscan", "openssh-client");
    return output(program, "-t", type, "-p", Integer.toString(port), "127.0.0.1");
  }

  /** Returns type and base64 of a key. */
  String publicKey(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".pub")).replaceFirst("(\\S+ \\S+).*\\n", "$1");
  }

  /** Returns the fingerprint of a key as {@code ssh-keygen} prints it. */
  String fingerprint(String name) throws Exception {
    String file = folder.resolve(name + ".pub").toString();
    return word(1, output(Daemon.program("ssh-keygen", "openssh-client"), "-lf", file));
  }

  static String word(int index, String line) {
    return List.of(line.split(" ")).get(index);
  }
}
