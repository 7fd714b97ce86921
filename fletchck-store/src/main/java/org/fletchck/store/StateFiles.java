package org.fletchck.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The files of the state of one site.
 *
 * @param folder the state folder
 * @param name the name of the site file
 */
record StateFiles(Path folder, String name) {

  Path database() {
    return folder.resolve(name + ".db");
  }

  Path writeAheadLog() {
    return folder.resolve(name + ".db-wal");
  }

  Path sharedMemory() {
    return folder.resolve(name + ".db-shm");
  }

  Path lock() {
    return folder.resolve(name + ".lock");
  }

  /** Returns the file in which earlier versions kept the state. */
  Path plain() {
    return folder.resolve(name + ".state.json");
  }

  /**
   * Creates an empty database that only its owner can read; SQLite gives its other files the same
   * permissions.
   *
   * @return whether it was created; false if it exists
   */
  boolean touchDatabase() throws IOException {
    try {
      Files.createFile(database(), ownerOnly());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false; // the usual case
    }
  }

  /** Deletes a database that was just created and could not be filled, with its other files. */
  void deleteIfEmpty() throws IOException {
    if (Files.exists(database()) && Files.size(database()) == 0) {
      Files.delete(database());
      Files.deleteIfExists(writeAheadLog());
      Files.deleteIfExists(sharedMemory());
    }
  }

  /**
   * Moves the database out of the way, with its other files.
   *
   * @param word the reason, for the name
   * @return the new path
   */
  Path setAside(String word, Instant now) throws IOException {
    Path aside = aside(database(), word, now);
    if (Files.exists(writeAheadLog())) {
      Files.move(writeAheadLog(), aside.resolveSibling(aside.getFileName() + "-wal"));
    }
    Files.deleteIfExists(sharedMemory()); // an index of the log, created again when needed
    if (Files.exists(database())) {
      Files.move(database(), aside, StandardCopyOption.ATOMIC_MOVE);
    }
    return aside;
  }

  /**
   * Returns an unused path for a file that is set aside, even if there are several in one second.
   */
  static Path aside(Path file, String word, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    Path aside = file.resolveSibling(file.getFileName() + "." + word + "-" + time);
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + "." + word + "-" + time + "-" + i);
    }
    return aside;
  }

  static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
