package org.fletchck.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens connections to a database file. */
final class Connections {

  private static final int BUSY_MILLIS = 5_000;

  /** A longer write-ahead log is truncated to this after it was copied into the file. */
  private static final int LOG_BYTES = 8 * 1024 * 1024;

  private Connections() {}

  /** Opens a file, which may still be empty, for writing that survives crashes and power cuts. */
  static Connection toWrite(StateFiles files) throws SQLException {
    NativeLibrary.load();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = JDBC.createConnection(url(files.database()), config.toProperties());
    try (Statement statement = connection.createStatement()) {
      Schema.check(connection); // a newer file is left as it is
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL"); // only before the first table
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA journal_size_limit = " + LOG_BYTES);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Opens a file for reading, even while another process writes it or in a read-only folder. */
  static Connection toRead(StateFiles files) throws SQLException {
    NativeLibrary.load();
    try {
      return readable(url(files.database()));
    } catch (SQLException e) {
      if (Files.exists(files.writeAheadLog())) {
        throw e;
      }
      // Without a log nobody writes it, so it may be read as immutable.
      return readable(url(files.database()) + "?immutable=1");
    }
  }

  /**
   * Opens a file for reading when the shared memory file can't be created beside it. Needs the
   * state lock: nobody else can use the file meanwhile.
   */
  static Connection alone(StateFiles files) throws SQLException {
    NativeLibrary.load();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = JDBC.createConnection(url(files.database()), config.toProperties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE"); // before any read: index in memory
      Schema.check(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Connection readable(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(true);
    Connection connection = JDBC.createConnection(url, config.toProperties());
    try {
      Schema.check(connection); // the first thing that reads
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Returns a URI, because a question mark in a plain path would have a meaning. */
  private static String url(Path file) {
    return "jdbc:sqlite:file:" + file.toUri().getRawPath();
  }
}
