package org.fletchck.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second process from changing the same state; the system lets go of it after a kill. */
record StateLock(FileChannel channel) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateLock.class);

  /**
   * Takes the lock.
   *
   * @throws InUseException naming the process that has it
   * @throws IOException if the file can't be written
   */
  static StateLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            StateFiles.ownerOnly());
    try {
      FileLock lock = tryLock(channel, file);
      if (lock == null) {
        throw new InUseException(file);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + System.lineSeparator();
      channel.write(StandardCharsets.US_ASCII.encode(pid));
      return new StateLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @SuppressWarnings("NullAway") // null is how a channel says that another process has it
  private static FileLock tryLock(FileChannel channel, Path file) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is locked by this very process", file);
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("lock can't be let go of: {}", e.toString());
    }
  }

  /** Says that another process has the lock. */
  static final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;

    InUseException(Path file) throws IOException {
      super(
          "the state in "
              + file.toAbsolutePath().getParent()
              + " is in use by process "
              + Files.readString(file).trim()
              + "; end that one first, or give another folder with --state");
    }
  }
}
