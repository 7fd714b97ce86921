package org.fletchck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.fletchck.config.AtomicFile;
import org.fletchck.state.Store.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plain state file of versions before the database: imported once. */
final class PlainFile {

  private static final Logger LOG = LoggerFactory.getLogger(PlainFile.class);

  private PlainFile() {}

  /** Reads the file; returns an empty snapshot if it is missing. */
  static Snapshot read(StateFiles files) throws IOException {
    if (!Files.exists(files.plain())) {
      return Snapshot.EMPTY;
    }
    try {
      return Records.read(Files.readString(files.plain()), Snapshot.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(files.plain() + " is not a state file: " + e.getMessage(), e);
    }
  }

  /** Reads the file; sets an invalid one aside, because the site must start anyway. */
  static Snapshot readOrSetAside(StateFiles files, Instant now) throws IOException {
    try {
      return read(files);
    } catch (IOException e) {
      Path aside = StateFiles.aside(files.plain(), "broken", now);
      Files.move(files.plain(), aside);
      LOG.error("{}; set aside as {}, starting without states", e.getMessage(), aside);
      return Snapshot.EMPTY;
    }
  }

  /** Keeps the file under another name, once its content is in the database. */
  static void setAside(StateFiles files, Instant now) throws IOException {
    if (Files.exists(files.plain())) {
      AtomicFile.sweep(files.plain());
      Path aside = StateFiles.aside(files.plain(), "old", now);
      Files.move(files.plain(), aside);
      LOG.info("{} was imported into {} and is kept as {}", files.plain(), files.database(), aside);
    }
  }
}
