package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.state.Store.Snapshot;

/** Reads and writes the rows of states, metadata and outbox. */
record StateRows(Connection connection) {

  /** How long settled entries are kept. */
  private static final Duration SETTLED = Duration.ofDays(28);

  /** Reads everything except settled entries. */
  Snapshot load() throws SQLException {
    Map<String, SavedCheck> checks = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    List<OutboxEntry> outbox = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT saved FROM state")) {
        while (row.next()) {
          SavedCheck saved = Records.read(row.getString(1), SavedCheck.class);
          checks.put(saved.id(), saved);
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT name, text FROM note")) {
        while (row.next()) {
          notes.put(row.getString(1), row.getString(2));
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT entry FROM outbox WHERE at IS NULL ORDER BY number")) {
        while (row.next()) {
          outbox.add(Records.read(row.getString(1), OutboxEntry.class));
        }
      }
    }
    return new Snapshot(checks, outbox, notes, running());
  }

  private Duration running() throws SQLException {
    if (!Schema.hasRunningTime(connection)) { // by an earlier version, read only
      return Duration.ZERO;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT millis FROM running")) {
      return row.next() ? Duration.ofMillis(row.getLong(1)) : Duration.ZERO;
    }
  }

  /** Writes a batch. */
  void write(Batch batch) throws SQLException {
    if (batch.isWhole()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM state");
        statement.execute("DELETE FROM note");
        statement.execute("DELETE FROM outbox WHERE at IS NULL");
      }
    }
    writeStates(batch);
    writeNotes(batch);
    writeOutbox(batch);
    writeSettled(batch);
    writeRunning(batch.running());
  }

  /** Writes how long the program has run, over all starts. */
  void writeRunning(Duration running) throws SQLException {
    try (PreparedStatement put =
        prepare("INSERT OR REPLACE INTO running(one, millis) VALUES(1, ?)")) {
      put.setLong(1, running.toMillis());
      put.executeUpdate();
    }
  }

  private void writeStates(Batch batch) throws SQLException {
    try (PreparedStatement put = prepare("INSERT OR REPLACE INTO state(id, saved) VALUES(?, ?)")) {
      for (SavedCheck saved : batch.checks()) {
        put.setString(1, saved.id());
        put.setString(2, Records.write(saved));
        put.executeUpdate();
      }
    }
    try (PreparedStatement delete = prepare("DELETE FROM state WHERE id = ?")) {
      for (String id : batch.forgotten()) {
        delete.setString(1, id);
        delete.executeUpdate();
      }
    }
  }

  private void writeNotes(Batch batch) throws SQLException {
    try (PreparedStatement put = prepare("INSERT OR REPLACE INTO note(name, text) VALUES(?, ?)")) {
      for (Map.Entry<String, String> note : batch.notes().entrySet()) {
        put.setString(1, note.getKey());
        put.setString(2, note.getValue());
        put.executeUpdate();
      }
    }
  }

  private void writeOutbox(Batch batch) throws SQLException {
    String sql =
        """
        INSERT INTO outbox(id, entry) VALUES(?, ?)
        ON CONFLICT(id) DO UPDATE SET entry = excluded.entry, at = NULL, ended = NULL, reason = NULL
        """;
    try (PreparedStatement put = prepare(sql)) {
      for (OutboxEntry entry : batch.outbox()) {
        put.setString(1, entry.id());
        put.setString(2, Records.write(entry));
        put.executeUpdate();
      }
    }
  }

  private void writeSettled(Batch batch) throws SQLException {
    String sql =
        """
        INSERT INTO outbox(id, entry, at, ended, reason) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE
        SET entry = excluded.entry, at = excluded.at, ended = excluded.ended,
          reason = excluded.reason
        """;
    Instant last = Instant.MIN;
    try (PreparedStatement put = prepare(sql)) {
      for (SettledEntry settled : batch.settled()) {
        put.setString(1, settled.entry().id());
        put.setString(2, Records.write(settled.entry()));
        put.setLong(3, settled.at().toEpochMilli());
        put.setString(4, StoredNames.of(settled.end()));
        put.setString(5, settled.reason());
        put.executeUpdate();
        last = settled.at();
      }
    }
    if (!batch.settled().isEmpty()) {
      try (PreparedStatement delete = prepare("DELETE FROM outbox WHERE at < ?")) {
        delete.setLong(1, last.minus(SETTLED).toEpochMilli());
        delete.executeUpdate();
      }
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }
}
