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
import org.fletchck.Store.Snapshot;
import org.fletchck.config.Retention;
import org.fletchck.store.Database.DamagedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a site whatever becomes of it: one that can't be used is tried again from time to
 * time, one that is damaged is set aside for a new one. The lock is held from the start to the end,
 * also while the file can't be used. For one thread, but for {@link #problem} and {@link #loss}.
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
   * Makes one that does nothing yet.
   *
   * @param readLate is given what was saved if {@link #start} could not read it, before it is
   *     written together with what came to be known since
   */
  RecoveringDatabase(StateFiles files, InstantSource clock, Consumer<Snapshot> readLate) {
    this.files = files;
    this.clock = clock;
    this.readLate = readLate;
  }

  /**
   * Opens the file and returns what was saved; if it can't be written, what can be read of it.
   *
   * @throws IOException if it must not be used: by another process, or a newer version, it is
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
      LOG.debug("nor is it readable beside others", e);
    }
    try {
      Snapshot saved = Database.readAlone(files, lock != null);
      isRead = true;
      return saved;
    } catch (SQLException | IllegalArgumentException e) {
      LOG.error(
          "{} can't be read: {}; starting without states, and trying again",
          files.database(),
          e.getMessage());
      return Snapshot.EMPTY;
    }
  }

  /** Tells whether what was saved is known. */
  boolean isRead() {
    return isRead;
  }

  /** What is in memory is written as a whole next time. */
  void rewrite() {
    closeDatabase();
    isRewritten = true;
  }

  /** Tells whether something is in memory only. */
  boolean isBehind() {
    return failure != null || isRewritten;
  }

  /** Returns what keeps it from being written now. */
  Optional<String> problem() {
    return Optional.ofNullable(failure);
  }

  /** Returns what was damaged since the start. */
  Optional<String> loss() {
    return Optional.ofNullable(loss);
  }

  /**
   * Writes a batch; all that is known with it, if the file is behind or a new one.
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
      if (!Database.isDamage(e) && !Database.isCutOff(e)) {
        throw e;
      }
      writeAgain(e, batch, known);
    }
  }

  /** Sets the file aside if it is damaged; what only may be is seen when it is opened again. */
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
        LOG.warn("{} can be read now; going on with what was saved", files.database());
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

  /** Sees to it that the lock file is there still, also while the database can't be used. */
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
    closeDatabase();
    isRead = true; // there is nothing left to read
    Path aside = files.setAside("broken", clock.instant());
    String how = String.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse("");
    loss = files.database() + " was damaged (" + how + ") and is kept as " + aside;
    LOG.error("{}; going on with a new file", loss);
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
      LOG.error("{}; going on without, and trying again", now);
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
        LOG.warn("the end can't be noted in {}: {}", files.database(), e.toString());
      }
    }
    closeDatabase();
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
