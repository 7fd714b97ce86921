package org.fletchck.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fletchck.config.Retention;
import org.fletchck.config.SiteConfig;
import org.fletchck.state.History;
import org.fletchck.state.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in one SQLite file, {@code NAME.db}, and in memory: a file that can't be written
 * stops nothing, and is rewritten as a whole when it is writable again. One thread writes, many
 * commits together: notifications at once, mere counts within a few seconds. A commit is complete
 * when it is in the file, or when that failed or has taken {@link #PATIENCE}: then it is in memory,
 * {@link #problem} says so, and it is written as soon as the disk responds.
 */
public final class SqliteStore implements Store {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

  private static final Duration LAZY = Duration.ofSeconds(5);

  /** How often the lock is checked. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A disk that takes longer is considered hanging, and nobody waits for it any more. */
  static final Duration PATIENCE = Duration.ofSeconds(7);

  /** A hanging disk must not keep the program from ending. */
  private static final Duration LAST_SAVE = Duration.ofSeconds(2);

  private final StateFiles files;
  private final RecoveringDatabase file;
  private final History history;
  private final Duration patience;
  private final Thread writer = new Thread(this::write, "fletchck-store");
  private final Thread completer = new Thread(this::complete, "fletchck-store-answers");
  private volatile Retention retention = Retention.DEFAULT;
  private volatile @Nullable String stall;

  private @Nullable MemoryImage image;
  private @Nullable IOException refused;
  private boolean isLate;
  private @Nullable Snapshot late;
  private @Nullable Consumer<Snapshot> taker;
  private Batch waiting = new Batch();
  private @Nullable Batch writing;
  private long busySince;
  private final Deque<CompletableFuture<Void>> done = new ArrayDeque<>();
  private boolean closed;
  private boolean ended;

  private SqliteStore(StateFiles files, InstantSource clock, Duration patience) {
    this.files = files;
    this.patience = patience;
    file = new RecoveringDatabase(files, clock, this::mergeLate);
    history = new SqliteHistory(files, clock, new FileReaders());
    writer.setDaemon(true);
    completer.setDaemon(true);
  }

  /**
   * Opens the state of a site for writing, and holds a lock beside it. If it can't be written now,
   * the store begins with what can be read, and saves as soon as possible; see {@link #problem()}.
   * If it can't be read either, or not within some seconds, the store begins empty, and passes the
   * saved state to {@link #whenReadLate} once it has been read.
   *
   * @param folder the state folder; created if it is missing
   * @param name the name of the site file without its folder
   * @throws IOException if the folder can't be created, another process holds the lock, or a newer
   *     version wrote the file; the message says which
   */
  public static SqliteStore open(Path folder, String name) throws IOException {
    return open(folder, name, InstantSource.system());
  }

  /** Opens the state of a site that uses this clock. */
  public static SqliteStore open(Path folder, String name, InstantSource clock) throws IOException {
    return open(folder, name, clock, PATIENCE);
  }

  static SqliteStore open(Path folder, String name, InstantSource clock, Duration patience)
      throws IOException {
    SqliteStore store = new SqliteStore(new StateFiles(folder, name), clock, patience);
    store.writer.start();
    store.awaitStart();
    store.completer.start();
    return store;
  }

  /**
   * Reads what was saved last, without a lock, even while another process writes it. Creates
   * nothing if the site has no file yet.
   *
   * @throws IOException if there is a file that can't be read
   */
  public static Snapshot peek(Path folder, String name) throws IOException {
    StateFiles files = new StateFiles(folder, name);
    if (!Files.exists(files.database())) {
      return PlainFile.read(files);
    }
    try (Connection connection = Connections.toRead(files)) {
      return new StateRows(connection).load();
    } catch (SQLException | IllegalArgumentException e) {
      throw new IOException(files.database() + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Returns the history of a site, read without a lock, even while another process writes it. */
  public static History history(Path folder, String name) {
    return new SqliteHistory(
        new StateFiles(folder, name), InstantSource.system(), new FileReaders());
  }

  private synchronized void awaitStart() throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (image == null && refused == null && System.nanoTime() < end) {
        wait(millisUntil(end));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + files.database() + " was opened");
    }
    if (refused != null) {
      throw refused;
    }
    if (image == null) {
      image = new MemoryImage(Snapshot.EMPTY);
      isLate = true;
      stalls("starting without states");
    }
  }

  /** Opens the file; returns false if it must not be used. */
  private boolean start() {
    synchronized (this) {
      busySince = System.nanoTime();
    }
    try {
      Snapshot saved = file.start();
      boolean wasLate;
      synchronized (this) {
        wasLate = isLate;
        if (!wasLate) {
          image = new MemoryImage(saved);
          notifyAll();
        }
      }
      if (wasLate && file.isRead()) {
        mergeLate(saved);
        file.rewrite();
      }
      return true;
    } catch (IOException e) {
      synchronized (this) {
        refused = e;
        stall = e.getMessage();
        notifyAll();
      }
      return false;
    }
  }

  private MemoryImage known() {
    if (image == null) {
      throw new IllegalStateException("the store isn't open yet");
    }
    return image;
  }

  @Override
  public synchronized Snapshot snapshot() {
    return known().snapshot();
  }

  @Override
  public synchronized CompletionStage<Void> commit(Commit commit) {
    boolean urgent = known().isUrgent(commit);
    known().add(commit);
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
    known().running(time);
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(stall).or(file::problem);
  }

  @Override
  public Optional<String> loss() {
    return file.loss();
  }

  @Override
  public void whenReadLate(Consumer<Snapshot> consumer) {
    synchronized (this) {
      taker = consumer;
    }
    giveLate();
  }

  /**
   * Adds the state that was read late; called on the writer's thread, before the whole state is
   * written.
   */
  private synchronized void mergeLate(Snapshot saved) {
    late = saved.withoutRunningTime();
    known().addEarlier(late);
  }

  /** Passes the state that was read late to its consumer, once, without holding a lock. */
  private void giveLate() {
    Snapshot saved;
    Consumer<Snapshot> to;
    synchronized (this) {
      saved = late;
      to = taker;
      if (saved == null || to == null) {
        return;
      }
      late = null;
    }
    try {
      to.accept(saved);
    } catch (RuntimeException | Error e) { // keep the writer alive
      LOG.error("the state that was read late can't be applied", e);
    }
  }

  private void write() {
    if (!start()) {
      file.close();
      return;
    }
    giveLate();
    answers();
    boolean last = false;
    while (!last) {
      Batch batch;
      boolean due;
      synchronized (this) {
        awaitWork();
        last = closed;
        due = last || waiting.isUrgent() || waiting.isOlder(LAZY);
        batch = due ? waiting : new Batch();
        waiting = due ? new Batch() : waiting;
        batch.running(known().running());
        writing = batch;
        busySince = System.nanoTime();
      }
      file.guardLock();
      if (due) {
        boolean toDo = !batch.isEmpty() || file.isBehind() || last;
        if (toDo && !file.write(batch, this::snapshot)) {
          keep(batch);
        }
        answer(batch); // notifications are in memory, and must be sent in any case
        giveLate();
        file.upkeep(retention, this::running);
      }
      answers();
    }
    file.close();
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }

  private synchronized Duration running() {
    return known().running();
  }

  private synchronized void keep(Batch lost) {
    waiting.addLost(lost);
  }

  private synchronized void answer(Batch batch) {
    done.addAll(batch.takeWaiting());
    notifyAll();
  }

  /** Notes that the disk is not busy any more. */
  private synchronized void answers() {
    writing = null;
    busySince = 0;
    if (stall != null && refused == null) {
      stall = null;
      LOG.warn("{}: the disk responds again", files.database());
    }
  }

  /** Waits until there may be work. */
  private void awaitWork() {
    try {
      long end = System.nanoTime() + LOOK.toNanos();
      while (!closed && !waiting.isUrgent() && end > System.nanoTime()) {
        wait(millisUntil(end));
      }
    } catch (InterruptedException e) {
      closed = true; // only a JVM that exits interrupts this thread
    }
  }

  private static long millisUntil(long nanos) {
    return Math.max(1, (nanos - System.nanoTime()) / 1_000_000);
  }

  /**
   * Completes the futures of commits that are done, in order, and all of them if the disk hangs.
   */
  private void complete() {
    boolean goesOn = true;
    while (goesOn) {
      List<CompletableFuture<Void>> next;
      synchronized (this) {
        goesOn = awaitDone();
        next = List.copyOf(done);
        done.clear();
      }
      next.forEach(future -> future.complete(null));
    }
  }

  /** Waits until a future can be completed; returns false after the last time. */
  private boolean awaitDone() {
    try {
      while (done.isEmpty() && !ended) {
        if (isHanging()) {
          if (stall == null) {
            stalls("continuing in memory");
          }
          if (writing != null) {
            done.addAll(writing.takeWaiting());
          }
          done.addAll(waiting.takeWaiting());
        }
        if (done.isEmpty()) {
          wait(Math.max(1, Math.min(1_000, patience.toMillis() / 4)));
        }
      }
      return !ended;
    } catch (InterruptedException e) {
      return false; // only a JVM that exits interrupts this thread
    }
  }

  private boolean isHanging() {
    return refused != null
        || (busySince != 0 && System.nanoTime() - busySince > patience.toNanos());
  }

  private void stalls(String consequence) {
    stall =
        "state can't be saved to "
            + files.database()
            + ": the disk has not responded for "
            + patience.toSeconds()
            + " seconds";
    LOG.error("{}; {}", stall, consequence);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      Duration end = known().running();
      known().running(() -> end);
      notifyAll();
    }
    try {
      writer.join(LAST_SAVE.toMillis());
      synchronized (this) {
        if (!ended && refused == null) {
          stall = "the latest changes could not be saved to " + files.database();
          LOG.error("{}: the disk doesn't respond", stall);
          if (writing != null) {
            done.addAll(writing.takeWaiting());
          }
          done.addAll(waiting.takeWaiting());
        }
        ended = true;
        notifyAll();
      }
      completer.join(LAST_SAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
