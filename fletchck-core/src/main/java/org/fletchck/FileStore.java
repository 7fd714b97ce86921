package org.fletchck;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fletchck.config.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in one file that is written anew as a whole, atomically, by one thread. What is
 * announced is written at once, many commits together; mere counts within a few seconds.
 */
final class FileStore implements Store {

  private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
  private static final Duration LAZY = Duration.ofSeconds(5);

  /** A disk that hangs must not keep the program from ending. */
  private static final Duration LAST_SAVE = Duration.ofSeconds(2);

  private final Path file;
  private final FileChannel lock;
  private final MemoryStore memory;
  private final Thread writer = new Thread(this::write, "fletchck-store");
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private boolean dirty;
  private boolean urgent;
  private boolean closed;

  private FileStore(Path file, FileChannel lock, Snapshot start) {
    this.file = file;
    this.lock = lock;
    memory = new MemoryStore(start);
    writer.setDaemon(true);
  }

  static FileStore open(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock = lock(folder.resolve(name + ".lock"));
    try {
      AtomicFile.sweep(file(folder, name));
      FileStore store = new FileStore(file(folder, name), lock, start(file(folder, name)));
      store.writer.start();
      return store;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What can't be read is set aside, never overwritten: the site must start all the same. */
  private static Snapshot start(Path file) throws IOException {
    try {
      return Files.exists(file) ? StateCodec.read(file) : Snapshot.EMPTY;
    } catch (StateCodec.UnreadableException e) {
      String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
      Path aside = file.resolveSibling(file.getFileName() + ".broken-" + time);
      Files.move(file, aside);
      LOG.error("{}; set aside as {}, starting without states", e.getMessage(), aside);
      return Snapshot.EMPTY;
    }
  }

  static Snapshot peek(Path folder, String name) throws IOException {
    Path file = file(folder, name);
    return Files.exists(file) ? StateCodec.read(file) : Snapshot.EMPTY;
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(name + ".state.json");
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is locked by this very process", path);
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          "the state in "
              + path.toAbsolutePath().getParent()
              + " is in use by process "
              + Files.readString(path).trim()
              + "; end that one first, or give another folder with --state");
    }
    channel.truncate(0);
    channel.write(
        StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + System.lineSeparator()));
    return channel;
  }

  @Override
  public Snapshot snapshot() {
    return memory.snapshot();
  }

  @Override
  public CompletionStage<Void> commit(Commit commit) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    synchronized (this) {
      boolean now = isUrgent(commit);
      memory.commit(commit);
      waiting.add(written);
      dirty = true;
      urgent |= now;
      notifyAll();
    }
    return written;
  }

  private boolean isUrgent(Commit commit) {
    return !commit.outbox().isEmpty()
        || !commit.settled().isEmpty()
        || !commit.notes().isEmpty()
        || !commit.forgotten().isEmpty()
        || commit.checks().stream().anyMatch(memory::changesStatus);
  }

  private void write() {
    while (true) {
      List<CompletableFuture<Void>> group;
      Snapshot snapshot;
      synchronized (this) {
        if (!awaitWork()) {
          return;
        }
        group = waiting;
        waiting = new ArrayList<>();
        dirty = false;
        urgent = false;
        snapshot = memory.snapshot();
      }
      save(snapshot);
      group.forEach(written -> written.complete(null));
    }
  }

  /** Waits for something to write; false if all is written and the store is closed. */
  private boolean awaitWork() {
    try {
      while (!dirty && !closed) {
        wait();
      }
      long until = System.nanoTime() + LAZY.toNanos();
      while (dirty && !urgent && !closed && until > System.nanoTime()) {
        wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
      }
      return dirty;
    } catch (InterruptedException e) {
      closed = true; // nobody interrupts this thread but a JVM that ends
      return dirty;
    }
  }

  /** A state that can't be saved is in memory still: alerts must go out all the same. */
  private void save(Snapshot snapshot) {
    try {
      AtomicFile.write(file, StateCodec.write(snapshot));
    } catch (IOException | RuntimeException | Error e) { // the writer must live: alerts wait for it
      LOG.error("state can't be saved to {}: {}; going on without", file, e.toString());
      synchronized (this) {
        dirty = !closed;
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      writer.join(LAST_SAVE.toMillis());
      lock.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("lock can't be let go of: {}", e.toString());
    }
  }
}
