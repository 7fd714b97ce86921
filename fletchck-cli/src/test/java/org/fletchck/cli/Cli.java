package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the command line in this process. */
record Cli(int code, String out, String err) {

  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.execute(
            Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)),
            args);
    return new Cli(code, out.toString(), err.toString());
  }

  /** Runs a command on the site of a folder. */
  static Cli in(Path folder, String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--config", folder.resolve("fletchck.conf").toString()));
    return run(all.toArray(String[]::new));
  }

  /** Writes the site of a folder, with ' for ". */
  static Path site(Path folder, String json) throws IOException {
    return Files.writeString(folder.resolve("fletchck.conf"), json.replace('\'', '"'), UTF_8);
  }
}
