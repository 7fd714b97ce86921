package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fletchck.spi.Status;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.SettledEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the rows of the history. */
final class EventRows {

  private static final Logger LOG = LoggerFactory.getLogger(EventRows.class);

  private final Connection connection;
  private final Map<String, Long> keys = new HashMap<>();

  EventRows(Connection connection) {
    this.connection = connection;
  }

  /** Writes the events of a batch; the history of removed checks ends now. */
  void write(Batch batch, Instant now) throws SQLException {
    writeRuns(batch);
    for (Event event : batch.events()) {
      try {
        write(event);
      } catch (ArithmeticException e) { // a time out of the range of milliseconds
        LOG.error("a change of {} is left out of the history: {}", event.check(), e.getMessage());
      }
    }
    for (SettledEntry settled : batch.settled()) {
      if (settled.end() == End.DELIVERED) {
        notified(settled.entry().notification().incident(), settled.entry().action());
      }
    }
    for (String id : batch.gone()) {
      end(id, now);
    }
    if (batch.isWhole()) {
      begin(batch.checks(), now);
    }
  }

  private void write(Event event) throws SQLException {
    if (event.statusChange() != null) {
      write(key(event.check()), event.statusChange());
    }
    if (event.incident() != null) {
      write(event.incident());
    }
  }

  /** Records the current status from now on, for checks without a status in the file. */
  void begin(Collection<SavedCheck> checks, Instant now) throws SQLException {
    for (SavedCheck saved : checks) {
      begin(saved, now);
    }
  }

  /** Forgets the cached keys, so that they are read from the file again. */
  void forgetKeys() {
    keys.clear();
  }

  private void writeRuns(Batch batch) throws SQLException {
    String sql = "INSERT OR REPLACE INTO run VALUES(?, ?, ?, ?, ?, ?)";
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      for (Event event : batch.events()) {
        Run run = event.run();
        if (run != null) {
          put.setLong(1, key(event.check()));
          put.setLong(2, run.at().toEpochMilli());
          put.setInt(3, VerdictNumbers.number(run.verdict()));
          setMicros(put, 4, run.took());
          put.setString(5, run.level());
          put.setString(6, run.decision());
          put.executeUpdate();
        }
      }
    }
  }

  private static void setMicros(PreparedStatement put, int column, @Nullable Duration took)
      throws SQLException {
    if (took == null) {
      put.setNull(column, Types.INTEGER);
    } else {
      put.setLong(column, took.toNanos() / 1_000);
    }
  }

  /** Writes a status change, but never with a time before that of the last one. */
  private void write(long key, StatusChange statusChange) throws SQLException {
    String sql =
        """
        INSERT OR REPLACE INTO turn(subject, at, status)
        VALUES(?1, max(?2, coalesce((SELECT max(at) FROM turn WHERE subject = ?1), ?2)), ?3)
        """;
    update(sql, key, statusChange.at().toEpochMilli(), StoredNames.of(statusChange.status()));
  }

  private void write(Incident incident) throws SQLException {
    HistoryRows rows = new HistoryRows(connection);
    put(rows.incident(incident.id()).map(known -> known.updated(incident)).orElse(incident));
  }

  private void put(Incident incident) throws SQLException {
    String sql =
        """
        INSERT INTO incident(id, subject, began, ended, reason, members, told, reasons)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT(id) DO UPDATE SET ended = excluded.ended, members = excluded.members,
          told = excluded.told, reasons = excluded.reasons
        """;
    update(
        sql,
        incident.id(),
        key(incident.check()),
        incident.from().toEpochMilli(),
        incident.to() == null ? null : incident.to().toEpochMilli(),
        incident.reason(),
        NameList.text(incident.members()),
        NameList.text(incident.notified()),
        ReasonList.text(incident.reasons()));
  }

  private void notified(String incident, String action) throws SQLException {
    Optional<Incident> known = new HistoryRows(connection).incident(incident);
    if (known.isPresent()) {
      put(known.get().notified(action));
    }
  }

  private void end(String id, Instant now) throws SQLException {
    long at = now.toEpochMilli();
    long key = key(id);
    update("UPDATE subject SET gone = ?2 WHERE key = ?1", key, at);
    update("UPDATE incident SET ended = ?2 WHERE subject = ?1 AND ended IS NULL", key, at);
    write(key, new StatusChange(now, Status.PENDING));
    keys.remove(id);
  }

  private void begin(SavedCheck saved, Instant now) throws SQLException {
    if (saved.state().status().isJudged() && saved.state().status() != Status.PENDING) {
      String sql =
          """
          INSERT INTO turn(subject, at, status)
          SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM turn WHERE subject = ?1)
          """;
      update(sql, key(saved.id()), now.toEpochMilli(), StoredNames.of(saved.state().status()));
    }
  }

  private long key(String id) throws SQLException {
    Long known = keys.get(id);
    if (known == null) {
      update("INSERT INTO subject(id) VALUES(?1) ON CONFLICT(id) DO UPDATE SET gone = NULL", id);
      known = CheckKeyRows.key(connection, id);
      keys.put(id, known);
    }
    return known;
  }

  private void update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
