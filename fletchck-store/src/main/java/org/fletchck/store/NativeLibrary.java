package org.fletchck.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads the native SQLite library, once. By default the driver unpacks it into the temporary folder
 * that all users share, and a killed process leaves it there. This unpacks it into a new folder
 * that only this user can access, and deletes it as soon as it is loaded.
 */
final class NativeLibrary {

  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PLACE = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String TEMPORARY = "org.sqlite.tmpdir";

  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads the library, unless it is already loaded. Whoever sets {@code org.sqlite.lib.path} or
   * {@code org.sqlite.tmpdir} decides where it comes from, as the driver describes.
   *
   * @throws SQLException if it can't be unpacked or loaded
   */
  static synchronized void load() throws SQLException {
    if (loaded) {
      return;
    }
    try {
      if (System.getProperty(PLACE) != null || System.getProperty(TEMPORARY) != null) {
        SQLiteJDBCLoader.initialize();
      } else {
        unpackAndLoad();
      }
      loaded = true;
    } catch (Exception | LinkageError e) { // the driver declares no narrower one
      throw new SQLException(
          "SQLite can't be loaded: "
              + e.getMessage()
              + "; is "
              + System.getProperty("java.io.tmpdir")
              + " full, or mounted noexec? -Dorg.sqlite.tmpdir=DIR unpacks it elsewhere",
          e);
    }
  }

  private static void unpackAndLoad() throws Exception {
    Path folder = Files.createTempDirectory("fletchck-sqlite");
    try {
      Path library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
      unpack(library);
      System.setProperty(PLACE, folder.toString());
      System.setProperty(NAME, library.getFileName().toString());
      System.setProperty(TEMPORARY, folder.toString());
      SQLiteJDBCLoader.initialize();
    } finally {
      System.clearProperty(PLACE);
      System.clearProperty(NAME);
      System.clearProperty(TEMPORARY);
      delete(folder);
    }
  }

  private static void unpack(Path library) throws IOException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (InputStream in = JDBC.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new NoSuchFileException(resource, null, "not available for this system");
      }
      Files.copy(in, library);
    }
  }

  /**
   * Deletes the folder. A loaded library no longer needs its file, except on Windows, where it is
   * deleted on exit.
   */
  private static void delete(Path folder) {
    Path library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
    try {
      Files.deleteIfExists(library);
      Files.delete(folder);
    } catch (IOException e) {
      LOG.debug("{} will be deleted on exit", folder, e);
      folder.toFile().deleteOnExit();
      library.toFile().deleteOnExit();
    }
  }
}
