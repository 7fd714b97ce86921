package org.fletchck.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;

/** Finds the built-in types, and those in jars that the user added. */
final class Plugins {

  private Plugins() {}

  /** Returns the types: built in, in the distribution's folder, and next to the site file. */
  static Types types(Path siteFolder) {
    List<Path> folders = new ArrayList<>();
    String home = System.getProperty("fletchck.home");
    if (home != null) {
      folders.add(Path.of(home, "plugins"));
    }
    folders.add(siteFolder.resolve("plugins"));
    List<URL> jars = new ArrayList<>();
    List<Problem> damaged = new ArrayList<>();
    // Both may be the same folder, written differently.
    folders.stream()
        .map(Path::normalize)
        .distinct()
        .forEach(folder -> addJars(folder, jars, damaged));
    ClassLoader ours = Plugins.class.getClassLoader();
    // The loader stays open: classes are loaded from it as they are needed.
    ClassLoader all = jars.isEmpty() ? ours : new URLClassLoader(jars.toArray(URL[]::new), ours);
    return Types.discover(all).withProblems(damaged);
  }

  /** Returns the file name of the jar that a type came in; empty for built-in types. */
  static Optional<String> origin(PluginType<?> type) {
    boolean ours = type.getClass().getClassLoader() == Plugins.class.getClassLoader();
    return ours
        ? Optional.empty()
        : Optional.of(String.valueOf(Path.of(Types.source(type)).getFileName()));
  }

  private static void addJars(Path folder, List<URL> jars, List<Problem> damaged) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      List<Path> sorted = new ArrayList<>();
      found.forEach(sorted::add);
      sorted.sort(null);
      for (Path jar : sorted) {
        try {
          new ZipFile(jar.toFile()).close(); // a class loader skips what it can't open
          jars.add(url(jar));
        } catch (IOException e) {
          damaged.add(
              Problem.error(
                  jar.toString(),
                  "can't be opened as a jar: " + e.getMessage(),
                  "copy it here again, or remove it"));
        }
      }
    } catch (IOException e) {
      throw new InputException("the plugins in " + folder + " can't be read: " + e, e);
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
