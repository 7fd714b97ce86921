package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.state.History.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Reads the figures of one check: from the longest slots that fit a step, and where there are none
 * yet, from shorter ones, down to single runs.
 */
final class SlotSeries {

  private final Connection connection;
  private final long subject;
  private final Map<Long, RunFigures> steps = new TreeMap<>();
  private long step;

  SlotSeries(Connection connection, String check) throws SQLException {
    this.connection = connection;
    this.subject = CheckKeyRows.key(connection, check);
  }

  List<Slot> read(Instant from, Instant to, Duration least) throws SQLException {
    step = Math.max(1, least.toMillis());
    Resolution resolution = width(from.toEpochMilli());
    step = resolution == null ? step : Math.max(step, resolution.millis());
    long next = from.toEpochMilli();
    for (Resolution w = resolution; w != null; w = w.shorter()) {
      long end = Math.min(Rollup.mark(connection, w), to.toEpochMilli());
      addSlots(w, next, end);
      next = Math.max(next, end);
    }
    addRuns(next, to.toEpochMilli());
    List<Slot> slots = new ArrayList<>();
    steps.forEach((number, f) -> slots.add(f.slot(Instant.ofEpochMilli(number * step))));
    return slots;
  }

  /**
   * Returns the longest resolution that fits, or a longer one if only that goes back far enough;
   * null for runs.
   */
  private @Nullable Resolution width(long from) throws SQLException {
    Resolution resolution = null;
    for (Resolution w : Resolution.values()) {
      boolean fits = w.millis() <= step;
      if (fits || (first(w) < first(resolution) && first(resolution) > from)) {
        resolution = w;
      }
    }
    return resolution;
  }

  /**
   * Returns the end of the first slot, or the time of the first run; the maximum value if there is
   * none.
   */
  private long first(@Nullable Resolution resolution) throws SQLException {
    String sql =
        resolution == null
            ? "SELECT min(at) FROM run WHERE subject = ?"
            : "SELECT (min(number) + 1) * %d FROM slot WHERE width = %d AND subject = ?"
                .formatted(resolution.millis(), resolution.code());
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      get.setLong(1, subject);
      try (ResultSet row = get.executeQuery()) {
        long first = row.getLong(1);
        return row.wasNull() ? Long.MAX_VALUE : first;
      }
    }
  }

  private void addSlots(Resolution resolution, long from, long to) throws SQLException {
    String sql =
        "SELECT number, %s FROM slot WHERE width = %d AND subject = ? AND number >= ? AND number < ?"
            .formatted(RunFigures.COLUMNS, resolution.code());
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      get.setLong(1, subject);
      get.setLong(2, resolution.number(from));
      get.setLong(3, resolution.number(to + resolution.millis() - 1));
      try (ResultSet row = get.executeQuery()) {
        while (row.next()) {
          at(row.getLong(1) * resolution.millis()).addSlot(row, 2);
        }
      }
    }
  }

  private void addRuns(long from, long to) throws SQLException {
    String sql = "SELECT at, verdict, took FROM run WHERE subject = ? AND at >= ? AND at < ?";
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      get.setLong(1, subject);
      get.setLong(2, from);
      get.setLong(3, to);
      try (ResultSet row = get.executeQuery()) {
        while (row.next()) {
          at(row.getLong(1)).addRun(VerdictNumbers.of(row.getInt(2)), HistoryRows.micros(row, 3));
        }
      }
    }
  }

  private RunFigures at(long millis) {
    return steps.computeIfAbsent(Math.floorDiv(millis, step), number -> new RunFigures());
  }
}
