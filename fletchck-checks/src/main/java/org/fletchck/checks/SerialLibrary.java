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
 * Loads the native part of jSerialComm, at the first use of a serial port.
 *
 * <p>By itself jSerialComm unpacks it to folders of known names, in the temporary directory or at
 * home, opens them to all users and deletes what it finds there. It can't be given another place,
 * and goes on to its own when the file in {@code jSerialComm.library.path} can't be loaded. So both
 * places are a private folder while it loads, and the folder is deleted at once: a library that is
 * loaded needs no file.
 */
final class SerialLibrary {

  private static final List<String> PLACES = List.of("java.io.tmpdir", "user.home");

  /** On any other system jSerialComm ends the program. */
  private static final Pattern SYSTEMS =
      Pattern.compile("(?i)Linux|FreeBSD|OpenBSD|Mac OS X|SunOS|Windows.*");

  private static boolean loaded;
  private static @Nullable String failure;

  private SerialLibrary() {}

  /**
   * Makes serial ports usable; does nothing if they are.
   *
   * @throws IOException if they can't be used here, and why
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

  /** Returns why it can't be loaded, which is so for the life of this program. */
  private static @Nullable String tryToLoad() throws IOException {
    String system = System.getProperty("os.name", "");
    if (!SYSTEMS.matches(system)) {
      return "serial ports can't be used on " + system;
    }
    Path folder = Files.createTempDirectory("fletchck-serial-"); // for this user only
    try {
      // Java remembers its temporary directory, the true one, when it is first asked for it.
      Files.delete(File.createTempFile("touch", null, folder.toFile()).toPath());
      loadBy(folder);
      return null;
    } catch (LinkageError | IllegalCallerException e) {
      return "serial ports can't be used: "
          + ValueTexts.clean(NetworkFailureText.said(e).replaceAll("\\s+", " "), 300)
          + "; the folder of temporary files, "
          + folder.getParent()
          + ", must allow to run programs, and Java 24 or newer must be started with"
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
