package org.fletchck.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History.DurationFigures;
import org.fletchck.state.History.Slot;
import org.jspecify.annotations.Nullable;

/** Adds up the figures of runs. */
final class RunFigures {

  /** The columns that a query must return for {@link #addSlot}. */
  static final String COLUMNS = "runs, failures, unreachable, least, total, most, histogram";

  private int runs;
  private int failures;
  private int unreachable;
  private long least = Long.MAX_VALUE;
  private long total;
  private long most;
  private final Histogram histogram = new Histogram();

  void addRun(Verdict verdict, @Nullable Duration took) {
    runs++;
    failures += verdict == Verdict.FAILED ? 1 : 0;
    unreachable += verdict == Verdict.UNKNOWN ? 1 : 0;
    if (took != null && verdict != Verdict.UNKNOWN) {
      long micros = took.toNanos() / 1_000;
      least = Math.min(least, micros);
      total += micros;
      most = Math.max(most, micros);
      histogram.add(micros);
    }
  }

  /** Adds a row whose {@link #COLUMNS} begin at this column. */
  void addSlot(ResultSet row, int column) throws SQLException {
    runs += row.getInt(column);
    failures += row.getInt(column + 1);
    unreachable += row.getInt(column + 2);
    byte[] counts = row.getBytes(column + 6);
    if (counts.length > 0) {
      least = Math.min(least, row.getLong(column + 3));
      total += row.getLong(column + 4);
      most = Math.max(most, row.getLong(column + 5));
      histogram.add(counts);
    }
  }

  /** Sets the parameters for {@link #COLUMNS}, beginning at this one. */
  void set(PreparedStatement statement, int parameter) throws SQLException {
    statement.setInt(parameter, runs);
    statement.setInt(parameter + 1, failures);
    statement.setInt(parameter + 2, unreachable);
    statement.setLong(parameter + 3, least == Long.MAX_VALUE ? 0 : least);
    statement.setLong(parameter + 4, total);
    statement.setLong(parameter + 5, most);
    statement.setBytes(parameter + 6, histogram.bytes());
  }

  Slot slot(Instant at) {
    return new Slot(at, runs, failures, unreachable, took());
  }

  private @Nullable DurationFigures took() {
    long timed = histogram.size();
    if (timed == 0) {
      return null;
    }
    return new DurationFigures(
        micros(least), micros(total / timed), micros(most), quantile(0.5), quantile(0.95));
  }

  private Duration quantile(double part) {
    return micros(Math.max(least, Math.min(most, histogram.quantile(part))));
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
