package org.fletchck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notices that a file was written, replaced, or removed for good. */
final class FileWatch {

  /** How long a file may be missing: an editor may move it away for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What a poll of the file found. */
  enum FileContent {
    /** It is unchanged, or hasn't been missing for long. */
    SAME,
    /** It was written or replaced, or is back. */
    CHANGED,
    /** It has been missing for ten seconds; reported once. */
    GONE
  }

  private final Path file;
  private final LongSupplier nanos;
  private @Nullable Stamp seen;
  private long lastSeen;
  private boolean gone;

  /**
   * Starts watching a file.
   *
   * @param nanos returns monotonic time, as {@link System#nanoTime} does
   */
  FileWatch(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.seen = stamp();
    this.lastSeen = nanos.getAsLong();
  }

  /** Compares the file with what it was at the last poll. */
  FileContent poll() {
    Stamp now = stamp();
    long time = nanos.getAsLong();
    if (now == null) {
      boolean toSay = !gone && time - lastSeen >= PATIENCE.toNanos();
      gone |= toSay;
      return toSay ? FileContent.GONE : FileContent.SAME;
    }
    boolean changed = gone || !now.equals(seen);
    seen = now;
    lastSeen = time;
    gone = false;
    return changed ? FileContent.CHANGED : FileContent.SAME;
  }

  private @Nullable Stamp stamp() {
    try {
      BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(at.lastModifiedTime(), at.size(), String.valueOf(at.fileKey()));
    } catch (IOException e) {
      return null; // gone, or its folder can't be read
    }
  }

  private record Stamp(FileTime modified, long size, String key) {}
}
