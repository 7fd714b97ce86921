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
 * Corrects the history after the clock was set: ongoing failures are moved with it, and nothing
 * stays in the future.
 */
record ClockCorrection(Connection connection) {

  /**
   * Moves ongoing failures.
   *
   * @param step by how much the clock was set
   * @param unsure how long before now it may have been set; failures that began since then are left
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
   * @param step by how much the clock was set; negative
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
    for (Resolution resolution : Resolution.values()) { // figures are computed again from here on
      update(
          "UPDATE mark SET until = ?2 WHERE width = ?1 AND until > ?2",
          resolution.code(),
          resolution.number(at) * resolution.millis());
    }
    moveTurns(by, at);
  }

  /** Keeps the order of a check's status changes, so that the last one stays current. */
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
