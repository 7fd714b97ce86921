package org.fletchck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.fletchck.Store.Snapshot;
import org.fletchck.config.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plain file of states that was there before the database: taken over once. */
final class PlainFile {

  private static final Logger LOG = LoggerFactory.getLogger(PlainFile.class);

  private PlainFile() {}

  /** Reads it; nothing is known if there is none. */
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

  /** Reads it; one that is something else is set aside, for the site must start all the same. */
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

  /** Keeps it under another name, when what it held is in the database. */
  static void setAside(StateFiles files, Instant now) throws IOException {
    if (Files.exists(files.plain())) {
      AtomicFile.sweep(files.plain());
      Path aside = StateFiles.aside(files.plain(), "old", now);
      Files.move(files.plain(), aside);
      LOG.info("{} is now in {}, and kept as {}", files.plain(), files.database(), aside);
    }
  }
}
