package org.fletchck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fletchck.config.Retention;
import org.fletchck.state.Store.Snapshot;
import org.fletchck.store.Database.DamagedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of a site, which recovers from failures: a file that can't be used is retried from
 * time to time, a damaged one is set aside for a new one. The lock is held from start to end, even
 * while the file can't be used. Not thread-safe, except for {@link #problem} and {@link #loss}.
 */
final class RecoveringDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveringDatabase.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final StateFiles files;
  private final InstantSource clock;
  private final Consumer<Snapshot> readLate;
  private @Nullable StateLock lock;
  private @Nullable Database database;
  private final DatabaseUpkeep upkeep = new DatabaseUpkeep();
  private boolean isRead;
  private boolean isRewritten;
  private Instant tried = Instant.MIN;
  private Supplier<Duration> running = () -> Duration.ZERO;

  private volatile @Nullable String failure;
  private volatile @Nullable String loss;

  /**
   * Creates a database that is not opened yet.
   *
   * @param readLate receives the saved state if {@link #start} could not read it, before it is
   *     written together with what has changed since
   */
  RecoveringDatabase(StateFiles files, InstantSource clock, Consumer<Snapshot> readLate) {
    this.files = files;
    this.clock = clock;
    this.readLate = readLate;
  }

  /**
   * Opens the file and returns what was saved, even if it can only be read.
   *
   * @throws IOException if it must not be used, because another process or a newer version uses it
   */
  Snapshot start() throws IOException {
    Files.createDirectories(files.folder());
    try {
      Snapshot saved = openWhole();
      isRead = true;
      return saved;
    } catch (StateLock.InUseException e) {
      throw e;
    } catch (Schema.NewerException e) {
      close();
      throw new IOException(
          files.database()
              + " can't be used: "
              + e.getMessage()
              + "; run that version, or choose another folder with --state",
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
    closeDatabase();
    holdLock();
    Database opened = Database.open(files);
    database = opened;
    return opened;
  }

  private void holdLock() throws IOException {
    if (lock == null) {
      lock = StateLock.take(files);
    } else if (!lock.isWhole()) {
      lock = lock.again();
    }
  }

  private Snapshot load(Database from) throws IOException, SQLException {
    Snapshot saved = from.loadOrDamaged();
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
      LOG.debug("not readable alongside another process either", e);
    }
    try {
      Snapshot saved = Database.readAlone(files, lock != null);
      isRead = true;
      return saved;
    } catch (SQLException | IllegalArgumentException e) {
      LOG.error(
          "{} can't be read: {}; starting without states and retrying",
          files.database(),
          e.getMessage());
      return Snapshot.EMPTY;
    }
  }

  /** Returns whether the saved state has been read. */
  boolean isRead() {
    return isRead;
  }

  /** Makes the next write replace the whole file with the state in memory. */
  void rewrite() {
    closeDatabase();
    isRewritten = true;
  }

  /** Returns whether something is in memory only. */
  boolean isBehind() {
    return failure != null || isRewritten;
  }

  /** Returns what currently prevents saving. */
  Optional<String> problem() {
    return Optional.ofNullable(failure);
  }

  /** Returns what was found damaged since the start. */
  Optional<String> loss() {
    return Optional.ofNullable(loss);
  }

  /**
   * Writes a batch; together with the whole state, if the file is behind or new.
   *
   * @return whether it is in the file now
   */
  boolean write(Batch batch, Supplier<Snapshot> known) {
    Instant now = clock.instant();
    if (failure != null && Duration.between(tried, now).abs().compareTo(RETRY) < 0) {
      return false;
    }
    try {
      writeWholeIfNew(batch, known);
      succeeded();
      return true;
    } catch (IOException | SQLException | RuntimeException | Error e) { // keep the writer alive
      failed(e);
      return false;
    }
  }

  private void writeWholeIfNew(Batch batch, Supplier<Snapshot> known)
      throws IOException, SQLException {
    try {
      writeOnce(batch, known);
    } catch (SQLException e) {
      if (!Database.isDamage(e) && !Database.isCutOff(e)) {
        throw e;
      }
      writeAgain(e, batch, known);
    }
  }

  /** Sets the file aside if it is damaged; if that isn't certain, opening it again decides. */
  private void writeAgain(SQLException why, Batch batch, Supplier<Snapshot> known)
      throws IOException, SQLException {
    if (Database.isDamage(why)) {
      setAside(why);
      writeOnce(batch, known);
      return;
    }
    closeDatabase();
    try {
      writeOnce(batch, known);
    } catch (DamagedException e) {
      setAside(e);
      writeOnce(batch, known);
    }
  }

  private void writeOnce(Batch batch, Supplier<Snapshot> known) throws IOException, SQLException {
    Database into = database;
    if (into == null) {
      into = open();
      if (!isRead) {
        Snapshot saved = load(into);
        isRead = true;
        LOG.warn("{} can be read now; continuing with the saved state", files.database());
        readLate.accept(saved);
      }
      batch.makeWhole(known.get());
    }
    into.verify();
    into.write(batch, clock.instant());
    if (batch.isWhole()) {
      PlainFile.setAside(files, clock.instant());
    }
  }

  /** Makes sure that the lock file still exists, even while the database can't be used. */
  void guardLock() {
    try {
      if (lock != null && !lock.isWhole()) {
        lock = lock.again();
      }
    } catch (IOException | RuntimeException e) {
      if (failure == null || e instanceof StateLock.InUseException) {
        failed(e);
      }
    }
  }

  /** Does the periodic upkeep that is due. */
  void upkeep(Retention retention, Supplier<Duration> time) {
    running = time;
    Database open = database;
    if (open != null) {
      try {
        open.upkeep(upkeep, retention, running.get(), clock.instant());
      } catch (IOException | SQLException | RuntimeException | Error e) { // keep the writer alive
        failed(e);
      }
    }
  }

  private void setAside(SQLException e) throws IOException {
    closeDatabase();
    isRead = true; // there is nothing left to read
    Path aside = files.setAside("broken", clock.instant());
    String how = String.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse("");
    loss = files.database() + " was damaged (" + how + ") and is kept as " + aside;
    LOG.error("{}; continuing with a new file", loss);
  }

  private void succeeded() {
    isRewritten = false;
    if (failure != null) {
      LOG.warn("state is saved again to {}", files.database());
      failure = null;
    }
  }

  private void failed(Throwable e) {
    tried = clock.instant();
    closeDatabase();
    String why = e instanceof SQLException ? e.getMessage() : e.toString();
    String now = "state can't be saved to " + files.database() + ": " + why;
    if (failure == null) {
      LOG.error("{}; continuing in memory and retrying", now);
    }
    failure = now;
  }

  private void closeDatabase() {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  @Override
  public void close() {
    Database open = database;
    if (open != null) {
      try {
        open.end(upkeep, clock.instant(), running.get());
      } catch (SQLException | RuntimeException e) {
        LOG.warn("the shutdown can't be recorded in {}: {}", files.database(), e.toString());
      }
    }
    closeDatabase();
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
