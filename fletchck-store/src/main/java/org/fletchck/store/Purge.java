package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.config.Retention;

/** Deletes what has passed its retention. */
record Purge(Connection connection, Instant now) {

  /**
   * How long the history of removed checks is kept: a check that is missing from the file by
   * mistake comes back under another id, so leave some time.
   */
  private static final Duration GONE = Duration.ofDays(1);

  /** More pages at once would delay notifications. */
  private static final int PAGES = 10_000;

  void purge(Retention retention) throws SQLException {
    List<Long> keys = keys("SELECT key FROM subject");
    deleteEach(keys, "DELETE FROM run WHERE subject = ? AND at < ?", runsBefore(retention));
    slots(keys, Resolution.FIVE_MINUTES, retention.fiveMinutes());
    slots(keys, Resolution.HOUR, retention.hours());
    slots(keys, Resolution.DAY, retention.days());
    long old = before(retention.incidents());
    delete("DELETE FROM incident WHERE ended < ?", old);
    delete("DELETE FROM alive WHERE until < ?", old);
    // The last status change before that still holds at that time.
    String turns =
        "DELETE FROM turn WHERE subject = ?1 AND at <"
            + " (SELECT max(at) FROM turn WHERE subject = ?1 AND at <= ?2)";
    deleteEach(keys, turns, old);
    forgetGone();
  }

  private long before(Duration keep) {
    return now.minus(keep).toEpochMilli();
  }

  private void slots(List<Long> keys, Resolution resolution, Duration keep) throws SQLException {
    String sql =
        "DELETE FROM slot WHERE width = %d AND subject = ? AND number < ?"
            .formatted(resolution.code());
    deleteEach(keys, sql, resolution.number(before(keep)));
  }

  /**
   * Returns the time before which runs are deleted: the retention, or later if there are too many
   * runs.
   */
  private long runsBefore(Retention retention) throws SQLException {
    long before = before(retention.runs());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), min(at) FROM run WHERE at >= %d".formatted(before))) {
      long count = row.getLong(1);
      long oldest = row.getLong(2);
      if (count > retention.mostRuns()) {
        double surplus = 1 - retention.mostRuns() / (double) count;
        before = oldest + (long) ((now.toEpochMilli() - oldest) * surplus);
      }
    }
    return Math.min(before, Rollup.mark(connection, Resolution.FIVE_MINUTES));
  }

  private void forgetGone() throws SQLException {
    List<Long> gone = keys("SELECT key FROM subject WHERE gone < %d".formatted(before(GONE)));
    for (String table : List.of("run", "turn", "incident")) {
      deleteEach(gone, "DELETE FROM " + table + " WHERE subject = ? AND ?", 1);
    }
    for (Resolution resolution : Resolution.values()) {
      slots(gone, resolution, Duration.ZERO);
    }
    deleteEach(gone, "DELETE FROM subject WHERE key = ? AND ?", 1);
  }

  private List<Long> keys(String sql) throws SQLException {
    List<Long> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        keys.add(row.getLong(1));
      }
    }
    return keys;
  }

  private void delete(String sql, long value) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setLong(1, value);
      delete.executeUpdate();
    }
  }

  private void deleteEach(List<Long> keys, String sql, long value) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (long key : keys) {
        delete.setLong(1, key);
        delete.setLong(2, value);
        delete.executeUpdate();
      }
    }
  }

  /** Returns free pages to the disk. */
  static void shrink(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES + ")");
    }
  }
}
