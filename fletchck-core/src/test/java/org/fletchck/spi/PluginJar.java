package org.fletchck.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes jars of plugins from sources, as their authors do. */
final class PluginJar {

  private static final String SERVICES = "META-INF/services/org.fletchck.spi.CheckType";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Adds the classes of a source file in the package {@code plugin}. */
  PluginJar source(String name, String code) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createTempDirectory("classes");
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      String text = "package plugin; import org.fletchck.spi.*; import java.util.*;\n" + code;
      List<String> options = List.of("--release", "17", "-d", classes.toString(), "-proc:none");
      List<JavaFileObject> sources = List.of(new Source(name, text));
      boolean done = compiler.getTask(complaints, files, null, options, null, sources).call();
      assertThat(done).as(complaints.toString()).isTrue();
    }
    try (Stream<Path> made = Files.walk(classes)) {
      for (Path file : made.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(file)) {
          entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
        }
        Files.delete(file);
      }
    }
    return this;
  }

  /** Adds a check type that is right, but for these members. */
  PluginJar type(String name, String... members) throws IOException {
    List<String> body = new ArrayList<>(List.of(members));
    String written = String.join(" ", members);
    Map<String, String> others = new LinkedHashMap<>();
    others.put(
        " name()", "public String name() { return \"" + name.toLowerCase(Locale.ROOT) + "\"; }");
    others.put(" summary()", "public String summary() { return \"Looks.\"; }");
    others.put(" options()", "public List<Option<?>> options() { return List.of(); }");
    others.put(" create(", "public Check create(Options o) { return c -> CheckResult.pass(); }");
    others.forEach((sign, member) -> body.add(written.contains(sign) ? "" : member));
    return source(
        name,
        "@PluginApi(PluginApi.VERSION) public class "
            + name
            + " implements CheckType { "
            + String.join("\n", body)
            + " }");
  }

  /** Leaves out a class that was compiled. */
  PluginJar without(String name) {
    assertThat(entries.remove("plugin/" + name + ".class")).isNotNull();
    return this;
  }

  /** Makes a class one of another Java, by its class file version: 45 is Java 1.1. */
  PluginJar ofJava(int feature, String name) {
    entries.get("plugin/" + name + ".class")[7] = (byte) (feature + 44);
    return this;
  }

  /** Writes the jar, with these lines as its list of check types. */
  Path write(Path jar, String... lines) throws IOException {
    entries.put(SERVICES, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return jar;
  }

  /** Finds the types of jars. */
  static Types discover(Path... jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    ClassLoader ours = Types.class.getClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ours)) {
      return Types.discover(loader);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///plugin/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
