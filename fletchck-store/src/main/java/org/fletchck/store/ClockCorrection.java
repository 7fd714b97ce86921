package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the history right when the clock was set: failures that go on are moved with it, and nothing
 * lies in the future.
 */
record ClockCorrection(Connection connection) {

  /**
   * Moves the failures that go on.
   *
   * @param step by how much the clock was set
   * @param unsure for how long before now that may be; what began since then is left
   */
  void moveOpen(Duration step, Duration unsure, Instant now) throws SQLException {
    update(
        "UPDATE incident SET began = began + ? WHERE ended IS NULL AND began NOT BETWEEN ? AND ?",
        step.toMillis(),
        now.minus(unsure).toEpochMilli(),
        now.toEpochMilli());
  }

  /**
   * Moves back what lies in the future.
   *
   * @param step by how much the clock was set, less than nothing
   */
  void leaveTheFuture(Duration step, Instant now) throws SQLException {
    long by = step.toMillis();
    long at = now.toEpochMilli();
    update("DELETE FROM alive WHERE since > ?", at);
    update("UPDATE alive SET until = ?1 WHERE until > ?1", at);
    update("UPDATE OR REPLACE run SET at = min(at + ?1, ?2) WHERE at > ?2", by, at);
    update(
        "UPDATE incident SET began = min(began + ?1, ?2), ended = min(ended + ?1, ?2)"
            + " WHERE ended > ?2",
        by,
        at);
    update(
        "UPDATE incident SET began = min(began + ?1, ?2) WHERE ended IS NULL AND began > ?2",
        by,
        at);
    for (Resolution resolution : Resolution.values()) { // figures are made again from here on
      update(
          "UPDATE mark SET until = ?2 WHERE width = ?1 AND until > ?2",
          resolution.code(),
          resolution.number(at) * resolution.millis());
    }
    moveTurns(by, at);
  }

  /** The order of the turns of a check stays; the last one holds. */
  private void moveTurns(long by, long now) throws SQLException {
    StatusEvent before = null;
    for (StatusEvent turn : statusEvents(now)) {
      long last =
          before != null && before.subject() == turn.subject()
              ? before.at()
              : lastStatusEvent(turn.subject(), now);
      before = new StatusEvent(turn.subject(), Math.max(turn.at() + by, last + 1), turn.status());
      update("DELETE FROM turn WHERE subject = ? AND at = ?", turn.subject(), turn.at());
      update(
          "INSERT OR REPLACE INTO turn(subject, at, status) VALUES(?, ?, ?)",
          before.subject(),
          before.at(),
          before.status());
    }
  }

  private List<StatusEvent> statusEvents(long after) throws SQLException {
    List<StatusEvent> turns = new ArrayList<>();
    String sql = "SELECT subject, at, status FROM turn WHERE at > ? ORDER BY subject, at";
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      get.setLong(1, after);
      try (ResultSet row = get.executeQuery()) {
        while (row.next()) {
          turns.add(new StatusEvent(row.getLong(1), row.getLong(2), row.getString(3)));
        }
      }
    }
    return turns;
  }

  private long lastStatusEvent(long subject, long until) throws SQLException {
    String sql = "SELECT coalesce(max(at), -1) FROM turn WHERE subject = ? AND at <= ?";
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      get.setLong(1, subject);
      get.setLong(2, until);
      try (ResultSet row = get.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  private void update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private record StatusEvent(long subject, long at, String status) {}
}
