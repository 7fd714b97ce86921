package org.fletchck.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;

/** Finds the types of this program, and those in jars that its user added. */
final class Plugins {

  private Plugins() {}

  /** Returns the types: built in, in the distribution's folder, and beside the site file. */
  static Types types(Path siteFolder) {
    List<Path> folders = new ArrayList<>();
    String home = System.getProperty("fletchck.home");
    if (home != null) {
      folders.add(Path.of(home, "plugins"));
    }
    folders.add(siteFolder.resolve("plugins"));
    List<URL> jars = new ArrayList<>();
    folders.stream().distinct().forEach(folder -> addJars(folder, jars));
    ClassLoader ours = Plugins.class.getClassLoader();
    // The loader stays open: classes are loaded from it as they are needed.
    return Types.discover(
        jars.isEmpty() ? ours : new URLClassLoader(jars.toArray(URL[]::new), ours));
  }

  /** Returns the file name of the jar that a type came in; empty for those of this program. */
  static Optional<String> origin(PluginType<?> type) {
    Class<?> made = type.getClass();
    CodeSource source = made.getProtectionDomain().getCodeSource();
    if (made.getClassLoader() == Plugins.class.getClassLoader() || source == null) {
      return Optional.empty();
    }
    Path jar = Path.of(URI.create(source.getLocation().toString()));
    return Optional.of(String.valueOf(jar.getFileName()));
  }

  private static void addJars(Path folder, List<URL> jars) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      List<Path> sorted = new ArrayList<>();
      found.forEach(sorted::add);
      sorted.sort(null);
      for (Path jar : sorted) {
        jars.add(url(jar));
      }
    } catch (IOException e) {
      throw new InputException("the plugins in " + folder + " can't be read: " + e, e);
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
