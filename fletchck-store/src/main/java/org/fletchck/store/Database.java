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
import org.fletchck.Store.Snapshot;
import org.fletchck.config.Retention;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One open file, for one thread. */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** A longer file would keep the start waiting; damage in it shows when it is met. */
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
   * Opens a file and brings it up to date; makes it if there is none.
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
   * Makes sure that the file is the one that was opened, for SQLite writes to a deleted one, too,
   * and doesn't notice what others do to it. It must not be opened but by SQLite: closing it again
   * would take away the locks that SQLite holds.
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
   * Reads everything that was saved where no index of the log can be made beside the file, as on a
   * full disk: the index is in memory, and nobody else may use the file meanwhile.
   *
   * @param mayWrite whether the lock is held; else, as in a read-only folder, nothing can be done
   */
  static Snapshot readAlone(StateFiles files, boolean mayWrite) throws SQLException {
    if (!mayWrite) {
      throw new SQLException("it can't be locked");
    }
    if (!Files.exists(files.database())) {
      throw new SQLException("there is none");
    }
    try (Connection connection = Connections.alone(files)) {
      return new StateRows(connection).load();
    }
  }

  /**
   * Tells whether a file is damaged, or is no database at all. An error of the disk is neither, nor
   * is a read that came back short: if the file was cut off, it is damaged when it is opened again.
   */
  static boolean isDamage(Throwable e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return e instanceof DamagedException;
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    return code == SQLiteErrorCode.SQLITE_NOTADB
        || (code.code & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  /** Tells whether less was read than there should be: an error of the disk, or a file cut off. */
  static boolean isCutOff(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ;
  }

  /**
   * Reads everything that was saved.
   *
   * @throws DamagedException if something else stands where a record should be
   */
  Snapshot loadOrDamaged() throws SQLException {
    try {
      return new StateRows(connection).load();
    } catch (IllegalArgumentException e) {
      throw new DamagedException(String.valueOf(e.getMessage()));
    }
  }

  /** Lets the history of what was saved without one begin now. */
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

  /** Does what is due from time to time. */
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

  /** Notes that the site was watched until now. */
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
        events.forgetKeys(); // some may be rolled back
        rollback(statement);
        throw e;
      }
    }
  }

  private static void rollback(Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) { // as after some failures that roll back by themselves
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

  /** What changes when somebody else writes a file. */
  private record FileStamp(@Nullable Object identity, long size, FileTime modified) {
    static FileStamp at(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(found.fileKey(), found.size(), found.lastModifiedTime());
    }
  }

  /** Says that a file is damaged. */
  static final class DamagedException extends SQLException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }
}
