package org.fletchck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fletchck.config.Retention;
import org.fletchck.state.Store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** An open database file; not thread-safe. */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** A longer file would delay the start; damage in it is noticed when it is read. */
  private static final long VERIFIED_AT_OPEN_BYTES = 16L * 1024 * 1024;

  private final StateFiles files;
  private final Connection connection;
  private final EventRows events;
  private FileStamp verified;

  private Database(StateFiles files, Connection connection) throws IOException {
    this.files = files;
    this.connection = connection;
    this.events = new EventRows(connection);
    this.verified = FileStamp.at(files.database());
  }

  /**
   * Opens a file and updates its schema; creates it if it is missing.
   *
   * @throws DamagedException if it can't be used at all
   */
  static Database open(StateFiles files) throws SQLException, IOException {
    boolean made = files.touchDatabase();
    if (!made && Files.size(files.database()) == 0) {
      throw new DamagedException("it is empty");
    }
    Connection connection = null;
    try {
      connection = Connections.toWrite(files);
      if (Files.size(files.database()) < VERIFIED_AT_OPEN_BYTES) {
        verifyContent(connection);
      }
      Schema.update(connection);
      return new Database(files, connection);
    } catch (SQLException | IOException e) {
      if (connection != null) {
        connection.close();
      }
      if (made) {
        files.deleteIfEmpty();
      }
      if (isDamage(e)) {
        throw new DamagedException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static void verifyContent(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (row.next() && !row.getString(1).equals("ok")) {
        throw new DamagedException(row.getString(1));
      }
    }
  }

  /**
   * Makes sure that the file is still the one that was opened, because SQLite also writes to a
   * deleted one and doesn't notice what others do to it. Only SQLite may open the file: closing it
   * otherwise would release the locks that SQLite holds.
   */
  void verify() throws IOException, SQLException {
    FileStamp now = FileStamp.at(files.database());
    if (!Objects.equals(now.identity(), verified.identity())) {
      throw new IOException(files.database() + " was replaced by another file");
    }
    if (!now.equals(verified)) {
      try (Connection fresh = Connections.toRead(files)) {
        verifyContent(fresh);
      }
      verified = now;
    }
  }

  /**
   * Reads everything that was saved when the shared memory file can't be created, as on a full
   * disk: the index is in memory, and nobody else may use the file meanwhile.
   *
   * @param mayWrite whether the lock is held; without it, as in a read-only folder, reading isn't
   *     possible
   */
  static Snapshot readAlone(StateFiles files, boolean mayWrite) throws SQLException {
    if (!mayWrite) {
      throw new SQLException("it can't be locked");
    }
    if (!Files.exists(files.database())) {
      throw new SQLException("it doesn't exist");
    }
    try (Connection connection = Connections.alone(files)) {
      return new StateRows(connection).load();
    }
  }

  /**
   * Returns whether an error means that the file is damaged or not a database. A disk error does
   * not, nor does a short read: if the file was truncated, that shows when it is opened again.
   */
  static boolean isDamage(Throwable e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return e instanceof DamagedException;
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    return code == SQLiteErrorCode.SQLITE_NOTADB
        || (code.code & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  /** Returns whether a read came back short: because of a disk error, or a truncated file. */
  static boolean isCutOff(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ;
  }

  /**
   * Reads everything that was saved.
   *
   * @throws DamagedException if a record is invalid
   */
  Snapshot loadOrDamaged() throws SQLException {
    try {
      return new StateRows(connection).load();
    } catch (IllegalArgumentException e) {
      throw new DamagedException(String.valueOf(e.getMessage()));
    }
  }

  /** Begins the history now, if the state was saved without one. */
  void begin(Snapshot saved, Instant now) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT EXISTS(SELECT 1 FROM turn)")) {
      if (row.getBoolean(1)) {
        return;
      }
    }
    transaction(() -> events.begin(saved.checks().values(), now));
  }

  /** Writes a batch as one transaction; it is on disk when this returns. */
  void write(Batch batch, Instant now) throws SQLException, IOException {
    transaction(
        () -> {
          new StateRows(connection).write(batch);
          events.write(batch, now);
        });
    verified = FileStamp.at(files.database());
  }

  /** Does the periodic upkeep that is due. */
  void upkeep(DatabaseUpkeep upkeep, Retention retention, Duration running, Instant now)
      throws SQLException, IOException {
    if (upkeep.isDue(now, running)) {
      boolean purges = upkeep.purges(now);
      verify();
      transaction(
          () -> {
            new StateRows(connection).writeRunning(running);
            upkeep.run(connection, retention, now);
          });
      if (purges) {
        Purge.shrink(connection);
      }
      verified = FileStamp.at(files.database());
    }
  }

  /** Records that the site was monitored until now. */
  void end(DatabaseUpkeep upkeep, Instant now, Duration running) throws SQLException {
    transaction(() -> upkeep.end(connection, now, running));
  }

  private void transaction(Work work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        work.run();
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException | Error e) {
        events.forgetKeys(); // new ones may be rolled back
        rollback(statement);
        throw e;
      }
    }
  }

  private static void rollback(Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) { // after some failures SQLite has already rolled back
      LOG.debug("nothing to roll back", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("{} can't be closed", files.database(), e);
    }
  }

  /** A part of a transaction. */
  private interface Work {
    void run() throws SQLException;
  }

  /** What changes when somebody else writes the file. */
  private record FileStamp(@Nullable Object identity, long size, FileTime modified) {
    static FileStamp at(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(found.fileKey(), found.size(), found.lastModifiedTime());
    }
  }

  /** Thrown if a file is damaged. */
  static final class DamagedException extends SQLException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }
}
