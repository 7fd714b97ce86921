package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.spi.Status;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.state.Uptime;
import org.fletchck.state.Uptime.Span;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the history. */
record HistoryRows(Connection connection) {

  private static final String INCIDENTS =
      """
      SELECT incident.id, subject.id, began, ended, reason, members, told, %s
      FROM incident JOIN subject ON key = subject\s""";

  /**
   * Returns the uptime of a check.
   *
   * @param now the end of the coverage, if the last life sign is recent
   */
  Uptime uptime(String check, Span range, Instant now) throws SQLException {
    long key = CheckKeyRows.key(connection, check);
    long from = range.from().toEpochMilli();
    long to = range.to().toEpochMilli();
    List<StatusChange> turns =
        all(
            """
            SELECT at, status FROM turn WHERE subject = ?1 AND at < ?3
              AND at >= coalesce(
                (SELECT max(at) FROM turn WHERE subject = ?1 AND at <= ?2), ?2)
            ORDER BY at
            """,
            row ->
                new StatusChange(
                    instant(row, 1), StoredNames.constant(Status.class, row.getString(2))),
            key,
            from,
            to);
    return Uptime.of(turns, coverage(range, now), range.from(), range.to());
  }

  /** Returns the spans of time in which the site was monitored. */
  List<Span> coverage(Span range, Instant now) throws SQLException {
    return all(
        "SELECT since, until, since = (SELECT max(since) FROM alive) FROM alive"
            + " WHERE until >= ? AND since < ? ORDER BY since",
        row -> {
          Instant until = instant(row, 2); // the last one may go on
          return new Span(
              instant(row, 1), row.getBoolean(3) ? LifeSigns.lastsUntil(until, now) : until);
        },
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
  }

  /** Returns the status changes of all checks, with two lookups for each. */
  Map<String, List<StatusChange>> statusChanges(Span range) throws SQLException {
    Map<String, List<StatusChange>> turns = new HashMap<>();
    all(
        """
        SELECT id, at, status FROM subject CROSS JOIN turn ON subject = key
          AND at < ?2 AND at >= coalesce(
            (SELECT max(t.at) FROM turn t WHERE t.subject = key AND t.at <= ?1), ?1)
        WHERE gone IS NULL ORDER BY key, at
        """,
        row ->
            turns
                .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                .add(
                    new StatusChange(
                        instant(row, 2), StoredNames.constant(Status.class, row.getString(3)))),
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
    return turns;
  }

  List<Incident> incidents(String check, int most) throws SQLException {
    return all(
        incidentsOf() + "WHERE subject = ? ORDER BY began DESC LIMIT ?",
        HistoryRows::incident,
        CheckKeyRows.key(connection, check),
        most);
  }

  List<Incident> incidents(Instant from, Instant to, int most) throws SQLException {
    return all(
        incidentsOf()
            + "WHERE began < ? AND (ended IS NULL OR ended > ?) ORDER BY began DESC LIMIT ?",
        HistoryRows::incident,
        to.toEpochMilli(),
        from.toEpochMilli(),
        most);
  }

  /**
   * Returns the query; a file of an earlier version, opened for reading only, has no column for
   * later causes.
   */
  private String incidentsOf() throws SQLException {
    return INCIDENTS.formatted(Schema.hasReasons(connection) ? "reasons" : "NULL");
  }

  /** Returns the incident of an id. */
  Optional<Incident> incident(String id) throws SQLException {
    return all(incidentsOf() + "WHERE incident.id = ?", HistoryRows::incident, id).stream()
        .findFirst();
  }

  private static Incident incident(ResultSet row) throws SQLException {
    long ended = row.getLong(4);
    Instant to = row.wasNull() ? null : Instant.ofEpochMilli(ended);
    return new Incident(
        row.getString(1),
        row.getString(2),
        instant(row, 3),
        to,
        row.getString(5),
        NameList.of(row.getString(6)),
        NameList.of(row.getString(7)),
        ReasonList.of(row.getString(8)));
  }

  List<Run> runs(String check, int most) throws SQLException {
    return all(
        "SELECT at, verdict, took, level, decision FROM run WHERE subject = ?"
            + " ORDER BY at DESC LIMIT ?",
        row ->
            new Run(
                instant(row, 1),
                VerdictNumbers.of(row.getInt(2)),
                micros(row, 3),
                row.getString(4),
                row.getString(5)),
        CheckKeyRows.key(connection, check),
        most);
  }

  List<SettledEntry> settled(int most) throws SQLException {
    return all(
        "SELECT entry, ended, reason, at FROM outbox WHERE at IS NOT NULL"
            + " ORDER BY at DESC, number DESC LIMIT ?",
        row ->
            new SettledEntry(
                Records.read(row.getString(1), OutboxEntry.class),
                StoredNames.constant(End.class, row.getString(2)),
                row.getString(3),
                instant(row, 4)),
        most);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Duration micros(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Duration.of(micros, ChronoUnit.MICROS);
  }

  private <T> List<T> all(String sql, Reader<T> reader, Object... values) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        get.setObject(i + 1, values[i]);
      }
      try (ResultSet row = get.executeQuery()) {
        while (row.next()) {
          found.add(reader.read(row));
        }
      }
    }
    return found;
  }

  /** Converts a row to a value. */
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
