package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars of plugins. */
final class Jars {

  private Jars() {}

  /** Writes a jar with these classes and one provider of a service. */
  static void write(Path jar, List<Class<?>> classes, String service, String provider)
      throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : classes) {
        String path = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(path));
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(out);
        }
      }
      out.putNextEntry(new ZipEntry("META-INF/services/" + service));
      out.write((provider + "\n").getBytes(UTF_8));
    }
  }
}
