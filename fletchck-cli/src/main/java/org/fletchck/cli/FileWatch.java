package org.fletchck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** Notices that a file was written or replaced. */
final class FileWatch {

  private final Path file;
  private @Nullable Stamp seen;

  FileWatch(Path file) {
    this.file = file;
    this.seen = stamp();
  }

  /**
   * Tells whether the file looks different than when this was asked last. A file that is gone, as
   * between two steps of an editor, doesn't count until it is back.
   */
  boolean touched() {
    Stamp now = stamp();
    if (now == null || now.equals(seen)) {
      return false;
    }
    seen = now;
    return true;
  }

  private @Nullable Stamp stamp() {
    try {
      BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(at.lastModifiedTime(), at.size(), String.valueOf(at.fileKey()));
    } catch (IOException e) {
      return null; // gone, or not readable now: seen when it is there again
    }
  }

  private record Stamp(FileTime modified, long size, String key) {}
}
