package org.fletchck.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fletchck.state.History;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.state.Uptime;

/**
 * Reads the history from a file, with a new connection for each query. A hanging disk blocks the
 * caller for some seconds at most.
 */
record SqliteHistory(StateFiles files, InstantSource clock, FileReaders readers)
    implements History {

  @Override
  public Uptime uptime(String check, Instant from, Instant to) {
    Uptime.Span range = new Uptime.Span(from, to);
    Uptime none = Uptime.of(List.of(), List.of(), from, to);
    return read(c -> new HistoryRows(c).uptime(check, range, clock.instant()), none);
  }

  @Override
  public Map<String, List<StatusChange>> statusChanges(Instant from, Instant to) {
    return read(c -> new HistoryRows(c).statusChanges(new Uptime.Span(from, to)), Map.of());
  }

  @Override
  public List<Uptime.Span> coverage(Instant from, Instant to) {
    Uptime.Span range = new Uptime.Span(from, to);
    return read(c -> new HistoryRows(c).coverage(range, clock.instant()), List.of());
  }

  @Override
  public List<Slot> series(String check, Instant from, Instant to, Duration step) {
    return read(c -> new SlotSeries(c, check).read(from, to, step), List.of());
  }

  @Override
  public List<Incident> incidents(String check, int most) {
    return read(c -> new HistoryRows(c).incidents(check, most), List.of());
  }

  @Override
  public List<Incident> incidents(Instant from, Instant to, int most) {
    return read(c -> new HistoryRows(c).incidents(from, to, most), List.of());
  }

  @Override
  public List<Run> runs(String check, int most) {
    return read(c -> new HistoryRows(c).runs(check, most), List.of());
  }

  @Override
  public List<SettledEntry> settled(int most) {
    return read(c -> new HistoryRows(c).settled(most), List.of());
  }

  private <T> T read(Question<T> question, T none) {
    try {
      return readers.read(() -> ask(question, none));
    } catch (SQLException | IllegalArgumentException | IOException e) {
      throw new UncheckedIOException(
          new IOException(files.database() + " can't be read: " + e.getMessage(), e));
    }
  }

  private <T> T ask(Question<T> question, T none) throws SQLException {
    if (!Files.exists(files.database())) {
      return none;
    }
    try (Connection connection = Connections.toRead(files)) {
      return Schema.hasHistory(connection) ? question.ask(connection) : none;
    }
  }

  /** A query on a connection. */
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }
}
