package org.fletchck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.fletchck.Store.Snapshot;
import org.fletchck.config.Retention;
import org.fletchck.store.Database.DamagedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a site whatever becomes of it: one that can't be used is tried again from time to
 * time, one that is damaged is set aside for a new one. For one thread, but for {@link #problem}.
 */
final class SafeFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SafeFile.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final StateFiles files;
  private final InstantSource clock;
  private @Nullable StateLock lock;
  private @Nullable Database database;
  private final Upkeep upkeep = new Upkeep();
  private boolean isRead;
  private Instant tried = Instant.MIN;
  private Supplier<Duration> running = () -> Duration.ZERO;

  private volatile @Nullable String failure;
  private volatile @Nullable String damage;

  SafeFile(StateFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * Opens the file and returns what was saved; if it can't be written, what can be read of it.
   *
   * @throws IOException if it must not be used: by another process, or a newer version, it is
   */
  Snapshot start() throws IOException {
    try {
      Snapshot saved = openWhole();
      isRead = true;
      return saved;
    } catch (StateLock.InUseException e) {
      throw e;
    } catch (Schema.NewerException e) {
      closeFile();
      throw new IOException(
          files.database()
              + " can't be used: "
              + e.getMessage()
              + "; run that one, or give another folder with --state",
          e);
    } catch (IOException | SQLException e) {
      failed(e);
      return readable();
    }
  }

  private Snapshot openWhole() throws IOException, SQLException {
    try {
      return load(open());
    } catch (DamagedException e) {
      setAside(e);
      return load(open());
    }
  }

  private Database open() throws IOException, SQLException {
    closeFile();
    lock = StateLock.take(files.lock());
    database = Database.open(files);
    return database;
  }

  private Snapshot load(Database from) throws IOException, SQLException {
    Snapshot saved;
    try {
      saved = from.load();
    } catch (IllegalArgumentException e) {
      throw new DamagedException(String.valueOf(e.getMessage()));
    }
    if (saved.isEmpty()) {
      saved = takeOverPlainFile(from, saved);
    }
    from.begin(saved, clock.instant());
    return saved;
  }

  private Snapshot takeOverPlainFile(Database into, Snapshot otherwise)
      throws IOException, SQLException {
    Snapshot saved = PlainFile.readOrSetAside(files, clock.instant());
    if (!saved.isEmpty()) {
      Batch all = new Batch();
      all.makeWhole(saved);
      into.write(all, clock.instant());
    }
    PlainFile.setAside(files, clock.instant());
    return saved.isEmpty() ? otherwise : saved;
  }

  private Snapshot readable() {
    try {
      Snapshot saved = SqliteStore.peek(files.folder(), files.name());
      isRead = true;
      return saved;
    } catch (IOException e) {
      LOG.error("{}; starting without states", e.getMessage());
      return Snapshot.EMPTY;
    }
  }

  /** Tells whether something is in memory only. */
  boolean isBehind() {
    return failure != null;
  }

  /** Returns what is wrong now, or was damaged since the start. */
  Optional<String> problem() {
    return Optional.ofNullable(failure).or(() -> Optional.ofNullable(damage));
  }

  /**
   * Writes a batch; all that is known with it, if the file is behind or a new one.
   *
   * @return whether it is in the file now
   */
  boolean write(Batch batch, Supplier<Snapshot> known) {
    Instant now = clock.instant();
    if (isBehind() && Duration.between(tried, now).abs().compareTo(RETRY) < 0) {
      return false;
    }
    try {
      writeWholeIfNew(batch, known);
      succeeded();
      return true;
    } catch (IOException | SQLException | RuntimeException | Error e) { // the writer must live
      failed(e);
      return false;
    }
  }

  private void writeWholeIfNew(Batch batch, Supplier<Snapshot> known)
      throws IOException, SQLException {
    try {
      writeOnce(batch, known);
    } catch (SQLException e) {
      if (!Database.isDamage(e)) {
        throw e;
      }
      setAside(e);
      writeOnce(batch, known);
    }
  }

  private void writeOnce(Batch batch, Supplier<Snapshot> known) throws IOException, SQLException {
    Database into = database;
    if (into == null) {
      if (!isRead && Files.exists(files.database())) {
        LOG.error(
            "what could not be read is kept as {}", files.setAside("unread", clock.instant()));
      }
      into = open();
      batch.makeWhole(known.get());
      isRead = true;
    }
    into.verify();
    into.write(batch, clock.instant());
    if (batch.isWhole()) {
      PlainFile.setAside(files, clock.instant());
    }
  }

  /** Does what is due from time to time. */
  void upkeep(Retention retention, Supplier<Duration> time) {
    running = time;
    Database open = database;
    if (open != null) {
      try {
        open.upkeep(upkeep, retention, running.get(), clock.instant());
      } catch (IOException | SQLException | RuntimeException | Error e) { // the writer must live
        failed(e);
      }
    }
  }

  private void setAside(SQLException e) throws IOException {
    closeFile();
    Path aside = files.setAside("broken", clock.instant());
    String how = String.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse("");
    damage = files.database() + " was damaged (" + how + ") and is kept as " + aside;
    LOG.error("{}; going on with a new file", damage);
  }

  private void succeeded() {
    if (failure != null) {
      LOG.warn("state is saved again to {}", files.database());
      failure = null;
    }
  }

  private void failed(Throwable e) {
    tried = clock.instant();
    closeFile();
    String why = e instanceof SQLException ? e.getMessage() : e.toString();
    String now = "state can't be saved to " + files.database() + ": " + why;
    if (failure == null) {
      LOG.error("{}; going on without, and trying again", now);
    }
    failure = now;
  }

  private void closeFile() {
    if (database != null) {
      database.close();
      database = null;
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  @Override
  public void close() {
    Database open = database;
    if (open != null) {
      try {
        open.end(upkeep, clock.instant(), running.get());
      } catch (SQLException | RuntimeException e) {
        LOG.warn("the end can't be noted in {}: {}", files.database(), e.toString());
      }
    }
    closeFile();
  }
}
