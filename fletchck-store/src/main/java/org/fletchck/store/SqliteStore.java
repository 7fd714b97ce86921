package org.fletchck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fletchck.History;
import org.fletchck.Store;
import org.fletchck.config.Retention;
import org.fletchck.config.SiteConfig;

/**
 * Keeps everything in one SQLite file, {@code NAME.db}, and in memory: a file that can't be written
 * stops nothing, and is written as a whole when it can be again. One thread writes, many commits
 * together: what is announced at once, mere counts within a few seconds.
 */
public final class SqliteStore implements Store {

  private static final Duration LAZY = Duration.ofSeconds(5);

  /** A disk that hangs must not keep the program from ending. */
  private static final Duration LAST_SAVE = Duration.ofSeconds(2);

  private final SafeFile file;
  private final Known known;
  private final Thread writer = new Thread(this::write, "fletchck-store");
  private final History history;
  private volatile Retention retention = Retention.DEFAULT;
  private Batch waiting = new Batch();
  private boolean closed;

  private SqliteStore(SafeFile file, History history, Snapshot start) {
    this.file = file;
    this.history = history;
    known = new Known(start);
    writer.setDaemon(true);
  }

  /**
   * Opens the state of a site for changing, and holds a lock beside it. If that can't be written
   * now, the store begins with what can be read, and saves when it is able to; see {@link
   * #problem()}.
   *
   * @param folder the state folder; made if it is missing
   * @param name the name of the site file without its folder
   * @throws IOException if there can't be such a folder, another process holds the lock, or the
   *     file is of a newer version; the message says so
   */
  public static SqliteStore open(Path folder, String name) throws IOException {
    return open(folder, name, InstantSource.system());
  }

  /** Opens the state of a site that goes by this clock. */
  public static SqliteStore open(Path folder, String name, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    StateFiles files = new StateFiles(folder, name);
    SafeFile file = new SafeFile(files, clock);
    History history = new SqliteHistory(files, clock);
    SqliteStore store = new SqliteStore(file, history, file.start());
    store.writer.start();
    return store;
  }

  /**
   * Reads what was saved last, without a lock, also while another process writes it. A site that
   * has no file yet costs nothing.
   *
   * @throws IOException if there is a file that can't be read
   */
  public static Snapshot peek(Path folder, String name) throws IOException {
    StateFiles files = new StateFiles(folder, name);
    if (!Files.exists(files.database())) {
      return PlainFile.read(files);
    }
    try (Connection connection = Connections.toRead(files)) {
      return new SavedRows(connection).load();
    } catch (SQLException | IllegalArgumentException e) {
      throw new IOException(files.database() + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Returns the history of a site, read without a lock, also while another process writes it. */
  public static History history(Path folder, String name) {
    return new SqliteHistory(new StateFiles(folder, name), InstantSource.system());
  }

  @Override
  public synchronized Snapshot snapshot() {
    return known.snapshot();
  }

  @Override
  public synchronized CompletionStage<Void> commit(Commit commit) {
    boolean urgent = known.isUrgent(commit);
    known.add(commit);
    CompletionStage<Void> written = waiting.add(commit, urgent);
    if (urgent) {
      notifyAll();
    }
    return written;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void configured(SiteConfig config) {
    retention = config.retention();
  }

  @Override
  public synchronized void running(Supplier<Duration> time) {
    known.running(time);
  }

  @Override
  public Optional<String> problem() {
    return file.problem();
  }

  private void write() {
    boolean last = false;
    while (!last) {
      Batch batch;
      synchronized (this) {
        last = awaitWork();
        batch = waiting;
        waiting = new Batch();
        batch.running(known.running());
      }
      boolean toDo = !batch.isEmpty() || file.isBehind() || last;
      if (toDo && !file.write(batch, this::snapshot)) {
        keep(batch);
      }
      batch.complete(); // what is announced is in memory, and must go out in any case
      file.upkeep(retention, this::running);
    }
    file.close();
  }

  private synchronized Duration running() {
    return known.running();
  }

  private synchronized void keep(Batch lost) {
    waiting.addLost(lost);
  }

  /** Waits until there may be something to write; true if that is the last time. */
  private synchronized boolean awaitWork() {
    try {
      long end = System.nanoTime() + LAZY.toNanos();
      while (!closed && !waiting.isUrgent() && end > System.nanoTime()) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      closed = true; // nobody interrupts this thread but a JVM that ends
    }
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      Duration end = known.running();
      known.running(() -> end);
      notifyAll();
    }
    try {
      writer.join(LAST_SAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
