package org.fletchck.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, as migration steps. A released step never changes; a change is one more step. {@code
 * user_version} is the number of steps applied to a file.
 */
final class Schema {

  /**
   * Times are in milliseconds since the Unix epoch; what is only kept and never searched is JSON.
   */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE state(
                id TEXT PRIMARY KEY, -- stays the same when the check is renamed
                saved TEXT NOT NULL -- the record Saved
              ) WITHOUT ROWID""",
              """
              CREATE TABLE note(name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID""",
              """
              CREATE TABLE outbox(
                number INTEGER PRIMARY KEY, -- the order in which entries were made
                id TEXT NOT NULL UNIQUE,
                entry TEXT NOT NULL, -- the record OutboxEntry
                at INTEGER, -- when it was settled; null while it is to be delivered
                ended TEXT, -- how: the name of an End
                reason TEXT
              )""",
              "CREATE INDEX outbox_pending ON outbox(number) WHERE at IS NULL",
              "CREATE INDEX outbox_settled ON outbox(at) WHERE at IS NOT NULL"),
          List.of(
              """
              CREATE TABLE subject( -- a check, by a short key for all that there is much of
                key INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                gone INTEGER -- when it was removed
              )""",
              """
              CREATE TABLE run(
                subject INTEGER NOT NULL,
                at INTEGER NOT NULL,
                verdict INTEGER NOT NULL, -- 0 passed, 1 failed, 2 cannot tell
                took INTEGER, -- microseconds; null if it was not run
                level TEXT,
                decision TEXT,
                PRIMARY KEY(subject, at)
              ) WITHOUT ROWID""",
              """
              CREATE TABLE slot( -- figures of all runs of some time
                width INTEGER NOT NULL, -- 0 five minutes, 1 an hour, 2 a day
                subject INTEGER NOT NULL,
                number INTEGER NOT NULL, -- of slots since the epoch
                runs INTEGER NOT NULL,
                failures INTEGER NOT NULL,
                unreachable INTEGER NOT NULL,
                least INTEGER NOT NULL, -- microseconds, as the next two
                total INTEGER NOT NULL,
                most INTEGER NOT NULL,
                histogram BLOB NOT NULL,
                PRIMARY KEY(width, subject, number)
              ) WITHOUT ROWID""",
              "CREATE TABLE mark(width INTEGER PRIMARY KEY, until INTEGER NOT NULL)",
              """
              CREATE TABLE turn( -- of the status
                subject INTEGER NOT NULL,
                at INTEGER NOT NULL,
                status TEXT NOT NULL,
                PRIMARY KEY(subject, at)
              ) WITHOUT ROWID""",
              """
              CREATE TABLE incident(
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                subject INTEGER NOT NULL,
                began INTEGER NOT NULL,
                ended INTEGER,
                reason TEXT,
                members TEXT NOT NULL, -- names as JSON, as the next
                told TEXT NOT NULL
              )""",
              "CREATE INDEX incident_subject ON incident(subject, began)",
              "CREATE INDEX incident_began ON incident(began)",
              "CREATE TABLE alive(since INTEGER PRIMARY KEY, until INTEGER NOT NULL)"),
          List.of(
              "ALTER TABLE incident ADD COLUMN reasons TEXT" // a ReasonList; null for none
              ),
          List.of(
              """
              CREATE TABLE running( -- for how long the program ran, over all starts
                one INTEGER PRIMARY KEY CHECK(one = 1),
                millis INTEGER NOT NULL
              )"""));

  private static final int HISTORY = 2;
  private static final int REASONS = 3;
  private static final int RUNNING = 4;

  private Schema() {}

  /**
   * Updates the schema of a file; each step is one transaction together with its number.
   *
   * @throws NewerException if the file was written by a newer version
   */
  static void update(Connection connection) throws SQLException {
    check(connection);
    try (Statement statement = connection.createStatement()) {
      for (int version = version(connection); version < STEPS.size(); version++) {
        statement.execute("BEGIN IMMEDIATE");
        for (String sql : STEPS.get(version)) {
          statement.execute(sql);
        }
        statement.execute("PRAGMA user_version = " + (version + 1));
        statement.execute("COMMIT");
      }
    }
  }

  /**
   * Returns the version of a file.
   *
   * @throws NewerException if this version can't read it
   */
  static int check(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > STEPS.size()) {
      throw new NewerException(version, STEPS.size());
    }
    return version;
  }

  /** Returns whether a file has a version that keeps a history. */
  static boolean hasHistory(Connection connection) throws SQLException {
    return version(connection) >= HISTORY;
  }

  /** Returns whether a file has a version that keeps the later causes of a failure. */
  static boolean hasReasons(Connection connection) throws SQLException {
    return version(connection) >= REASONS;
  }

  /** Returns whether a file has a version that keeps the running time. */
  static boolean hasRunningTime(Connection connection) throws SQLException {
    return version(connection) >= RUNNING;
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** Thrown if a file was written by a newer version. */
  static final class NewerException extends SQLException {
    private static final long serialVersionUID = 1L;

    NewerException(int found, int known) {
      super(
          "it was written by a newer fletchck (file version %d, this one supports up to %d)"
              .formatted(found, known));
    }
  }
}
