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
 * Keeps a second process from changing the same state, whether the database can be used or not; the
 * system releases it after a kill.
 */
final class StateLock implements AutoCloseable {

  /** Who finds a database without its lock file waits so long for a process to make it again. */
  private static final Duration MADE_AGAIN = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(StateLock.class);

  /** Closing any channel of a file releases all locks of the process on it, so none is opened. */
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
   * Takes the lock. Where the lock file is missing beside a database somebody may have deleted it
   * under a running process; that makes it again within a second, and gets the time to do so.
   *
   * @throws InUseException naming the process that has it
   * @throws IOException if there can't be such a file
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

  @SuppressWarnings("NullAway") // null is how a channel says that another process has it
  private static boolean isLocked(FileChannel channel) throws IOException {
    return channel.tryLock() != null;
  }

  /**
   * On a full disk it is locked all the same; what was there is overwritten, which needs no room.
   */
  private static void writePid(Path file, FileChannel channel) {
    String pid = ProcessHandle.current().pid() + System.lineSeparator();
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pid);
    try {
      channel.write(bytes, 0);
      channel.truncate(pid.length());
    } catch (IOException e) {
      LOG.debug("{} is locked, but doesn't say by whom", file, e);
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Tells whether the file is still the one that was locked, and not deleted or replaced. */
  boolean isWhole() throws IOException {
    try {
      return Objects.equals(identity(file), identity);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Returns the lock on the file that is there now, after {@link #isWhole} said no. This one is
   * released only when the other one is held.
   *
   * @throws InUseException if another process has it
   */
  StateLock again() throws IOException {
    StateLock now = lock(file);
    LOG.warn("{} was deleted or replaced; made again", file);
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

  /** Says that another process has the lock. */
  static final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;

    InUseException(Path file, String pid) {
      super(
          "the state in "
              + file.toAbsolutePath().getParent()
              + " is in use by "
              + (pid.isEmpty() ? "another process" : "process " + pid)
              + "; end that one first, or give another folder with --state");
    }
  }
}
