package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Computes slots from runs, and longer slots from shorter ones, when their time is over. */
record Rollup(Connection connection) {

  /** How late the runs of a slot may be written. */
  static final Duration LATE = Duration.ofSeconds(30);

  /** Computes all slots that are over and not computed yet. */
  void roll(Instant now) throws SQLException {
    for (Resolution resolution : Resolution.values()) {
      long end = resolution.number(now.minus(LATE).toEpochMilli()) * resolution.millis();
      long from = mark(connection, resolution);
      if (from < end) {
        roll(resolution, from, end);
        mark(resolution, end);
      }
    }
  }

  private void roll(Resolution resolution, long from, long end) throws SQLException {
    String put =
        "INSERT OR REPLACE INTO slot(width, subject, number, %s) VALUES(%d, ?,?, ?,?,?,?,?,?,?)"
            .formatted(RunFigures.COLUMNS, resolution.code());
    Resolution shorter = resolution.shorter();
    long unit = shorter == null ? 1 : shorter.millis();
    String get =
        shorter == null
            ? "SELECT key, at, verdict, took FROM subject CROSS JOIN run ON subject = key"
                + " WHERE at >= ? AND at < ?"
            : "SELECT key, number, %s FROM subject CROSS JOIN slot ON width = %d AND subject = key"
                    .formatted(RunFigures.COLUMNS, shorter.code())
                + " WHERE number >= ? AND number < ?";
    try (PreparedStatement into = connection.prepareStatement(put);
        PreparedStatement source = connection.prepareStatement(get)) {
      source.setLong(1, from / unit);
      source.setLong(2, end / unit);
      try (ResultSet row = source.executeQuery()) {
        copy(resolution, unit, row, into);
      }
    }
  }

  private static void copy(Resolution resolution, long unit, ResultSet row, PreparedStatement into)
      throws SQLException {
    long key = -1;
    long number = -1;
    RunFigures figures = new RunFigures();
    while (row.next()) {
      long of = resolution.number(row.getLong(2) * unit);
      if (key != row.getLong(1) || number != of) {
        put(into, key, number, figures);
        key = row.getLong(1);
        number = of;
        figures = new RunFigures();
      }
      if (unit == 1) {
        figures.addRun(VerdictNumbers.of(row.getInt(3)), HistoryRows.micros(row, 4));
      } else {
        figures.addSlot(row, 3);
      }
    }
    put(into, key, number, figures);
  }

  private static void put(PreparedStatement into, long key, long number, RunFigures figures)
      throws SQLException {
    if (key >= 0) {
      into.setLong(1, key);
      into.setLong(2, number);
      figures.set(into, 3);
      into.executeUpdate();
    }
  }

  /** Returns the time until which the slots of a resolution are computed. */
  static long mark(Connection connection, Resolution resolution) throws SQLException {
    String sql = "SELECT until FROM mark WHERE width = " + resolution.code();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void mark(Resolution resolution, long until) throws SQLException {
    String sql = "INSERT OR REPLACE INTO mark(width, until) VALUES(?, ?)";
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      put.setInt(1, resolution.code());
      put.setLong(2, until);
      put.executeUpdate();
    }
  }
}
