package org.fletchck.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second process from changing the same state, even while the database can't be used. The
 * system releases it if the process is killed.
 */
final class StateLock implements AutoCloseable {

  /**
   * How long to wait for another process to create the lock file again, if only the database
   * exists.
   */
  private static final Duration MADE_AGAIN = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(StateLock.class);

  /**
   * The lock files held by this process. They are not opened again: closing any channel of a file
   * releases all locks that the process has on it.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;
  private final @Nullable Object identity;

  private StateLock(Path file, FileChannel channel, @Nullable Object identity) {
    this.file = file;
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * Takes the lock. If there is a database without a lock file, somebody may have deleted it while
   * a process runs; that process creates it again within a second, so wait for it.
   *
   * @throws InUseException if another process has it; names that process
   * @throws IOException if the file can't be created
   */
  static StateLock take(StateFiles files) throws IOException {
    if (Files.exists(files.database()) && !Files.exists(files.lock())) {
      long end = System.nanoTime() + MADE_AGAIN.toNanos();
      while (!Files.exists(files.lock()) && System.nanoTime() < end) {
        try {
          TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    return take(files.lock());
  }

  private static StateLock take(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    synchronized (HELD) {
      if (!HELD.add(key)) {
        throw new InUseException(file, String.valueOf(ProcessHandle.current().pid()));
      }
    }
    try {
      return lock(file);
    } catch (IOException | RuntimeException e) {
      release(key);
      throw e;
    }
  }

  private static StateLock lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            StateFiles.ownerOnly());
    try {
      if (!isLocked(channel)) {
        throw new InUseException(file, Files.readString(file).trim());
      }
      writePid(file, channel);
      return new StateLock(file, channel, identity(file));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @SuppressWarnings("NullAway") // tryLock returns null if another process has it
  private static boolean isLocked(FileChannel channel) throws IOException {
    return channel.tryLock() != null;
  }

  /**
   * Writes the process id over the old one, which needs no space. On a full disk the file is locked
   * even if this fails.
   */
  private static void writePid(Path file, FileChannel channel) {
    String pid = ProcessHandle.current().pid() + System.lineSeparator();
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pid);
    try {
      channel.write(bytes, 0);
      channel.truncate(pid.length());
    } catch (IOException e) {
      LOG.debug("{} is locked, but the process id can't be written to it", file, e);
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Returns whether the file is still the one that was locked, and not deleted or replaced. */
  boolean isWhole() throws IOException {
    try {
      return Objects.equals(identity(file), identity);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Returns a lock on the current file, after {@link #isWhole} returned false. This one is released
   * only when the new one is held.
   *
   * @throws InUseException if another process has it
   */
  StateLock again() throws IOException {
    StateLock now = lock(file);
    LOG.warn("{} was deleted or replaced; created it again", file);
    closeChannel();
    return now;
  }

  @Override
  public void close() {
    closeChannel();
    release(file.toAbsolutePath().normalize());
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("{} can't be unlocked: {}", file, e.toString());
    }
  }

  private static void release(Path key) {
    synchronized (HELD) {
      HELD.remove(key);
    }
  }

  /** Thrown if another process has the lock. */
  static final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;

    InUseException(Path file, String pid) {
      super(
          "the state in "
              + file.toAbsolutePath().getParent()
              + " is in use by "
              + (pid.isEmpty() ? "another process" : "process " + pid)
              + "; stop it first, or choose another folder with --state");
    }
  }
}
