package org.fletchck.checks;

import com.fazecast.jSerialComm.SerialPort;
import com.google.re2j.Pattern;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native part of jSerialComm when a serial port is first used.
 *
 * <p>By default jSerialComm extracts it to folders with fixed names in the temporary directory or
 * the home directory, opens them to all users and deletes what it finds there. The location can't
 * be configured, and if the file in {@code jSerialComm.library.path} can't be loaded, it falls back
 * to its own. So both directories point to a private folder while it loads. The folder is deleted
 * at once, as a loaded library needs no file.
 */
final class SerialLibrary {

  private static final List<String> PLACES = List.of("java.io.tmpdir", "user.home");

  /** The systems supported; on any other jSerialComm ends the program. */
  private static final Pattern SYSTEMS =
      Pattern.compile("(?i)Linux|FreeBSD|OpenBSD|Mac OS X|SunOS|Windows.*");

  private static boolean loaded;
  private static @Nullable String failure;

  private SerialLibrary() {}

  /**
   * Makes serial ports usable; does nothing if they already are.
   *
   * @throws IOException saying why they can't be used here
   */
  static synchronized void load() throws IOException {
    if (failure == null && !loaded) {
      failure = tryToLoad();
      loaded = failure == null;
    }
    if (failure != null) {
      throw new IOException(failure);
    }
  }

  /** Returns why it can't be loaded, which doesn't change while the program runs. */
  private static @Nullable String tryToLoad() throws IOException {
    String system = System.getProperty("os.name", "");
    if (!SYSTEMS.matches(system)) {
      return "serial ports can't be used on " + system;
    }
    Path folder = Files.createTempDirectory("fletchck-serial-"); // for this user only
    try {
      // Java remembers the temporary directory, here the real one, when it is first needed.
      Files.delete(File.createTempFile("touch", null, folder.toFile()).toPath());
      loadBy(folder);
      return null;
    } catch (LinkageError | IllegalCallerException e) {
      return "serial ports can't be used: "
          + ValueTexts.clean(NetworkFailureText.said(e).replaceAll("\\s+", " "), 300)
          + "; the temporary directory, "
          + folder.getParent()
          + ", must allow programs to be run, and Java 24 or newer must be started with"
          + " --enable-native-access=ALL-UNNAMED";
    } finally {
      delete(folder);
    }
  }

  private static void loadBy(Path folder) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String name : PLACES) {
      places.put(name, System.getProperty(name, ""));
    }
    try {
      PLACES.forEach(name -> System.setProperty(name, folder.toString()));
      SerialPort.getVersion(); // the first use of the class loads the library
    } finally {
      places.forEach(System::setProperty);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
