package org.fletchck.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/** Replaces files so that a reader, or a crash, sees either the old content or the new one. */
public final class AtomicFile {

  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /**
   * Replaces the content of a file, or makes the file, readable by its owner alone. A symbolic link
   * stays, and the file behind it is replaced. Returns after the content and its name are on disk.
   *
   * @throws IOException if that isn't possible; the old content is then untouched
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path target = behindLinks(file);
    Path folder = target.getParent();
    if (folder == null) {
      throw new NoSuchFileException(file.toString());
    }
    Path temporary = Files.createTempFile(folder, "." + target.getFileName(), ".tmp", ownerOnly());
    try {
      writeAndForce(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Deletes what is left of earlier writes of a file that were cut off by a crash. Nobody else may
   * be writing it.
   */
  public static void sweep(Path file) throws IOException {
    Path target = behindLinks(file);
    String left = Pattern.quote("." + target.getFileName()) + "\\d+\\.tmp";
    DirectoryStream.Filter<Path> isLeft = path -> path.getFileName().toString().matches(left);
    try (DirectoryStream<Path> paths =
        Files.newDirectoryStream(target.resolveSibling("."), isLeft)) {
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Returns the absolute path of the file that is meant, which need not exist. */
  static Path behindLinks(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(path); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("too many symbolic links: " + file);
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    return path;
  }

  private static void writeAndForce(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
