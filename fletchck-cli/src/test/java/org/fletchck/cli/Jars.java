package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Makes jars of plugins. */
final class Jars {

  /** Class files are numbered from Java 1.1, which is 45. */
  private static final int VERSION_OF_JAVA_0 = 44;

  private Jars() {}

  /** Writes a jar with a check type that isn't on the class path of this test. */
  static void compiled(Path jar, String className, String source) throws IOException {
    Path folder = Files.createTempDirectory(jar.getParent(), "classes");
    Path file = Files.writeString(folder.resolve(className + ".java"), source, UTF_8);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", System.getProperty("java.class.path"), file.toString());
    assertThat(code).isZero();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(className + ".class"));
      Files.copy(folder.resolve(className + ".class"), out);
      provider(out, "org.fletchck.spi.CheckType", className);
    }
  }

  /** Writes a jar with these classes and one provider of a service. */
  static void write(Path jar, List<Class<?>> classes, String service, String provider)
      throws IOException {
    write(jar, classes, service, provider, 17);
  }

  /** Writes a jar whose classes claim to be for another Java. */
  static void write(Path jar, List<Class<?>> classes, String service, String provider, int java)
      throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : classes) {
        String path = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(path));
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
          byte[] bytes = in.readAllBytes();
          bytes[7] = (byte) (java + VERSION_OF_JAVA_0);
          out.write(bytes);
        }
      }
      provider(out, service, provider);
    }
  }

  private static void provider(ZipOutputStream out, String service, String provider)
      throws IOException {
    out.putNextEntry(new ZipEntry("META-INF/services/" + service));
    out.write((provider + "\n").getBytes(UTF_8));
  }
}
