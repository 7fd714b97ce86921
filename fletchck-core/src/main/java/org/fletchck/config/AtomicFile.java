package org.fletchck.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replaces files so that a reader, or a crash, sees either the old or the new content. */
public final class AtomicFile {

  private static final int MOST_LINKS = 40;

  /** The mounts of this process, see proc(5); the fifth field is the mount point. */
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  private static final int MOUNT_POINT = 4;
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("------rwx");

  private AtomicFile() {}

  /**
   * Replaces the content of a file, or creates the file. A symbolic link is kept, and its target is
   * replaced. Returns after the content and the name have been forced to disk.
   *
   * <p>Owner and group are kept as far as this process may set them. Permissions that grant nothing
   * to others are kept too; otherwise, and for a new file, only the owner may read and write it.
   *
   * <p>A file that is itself a mount point, as in containers, can't be replaced: it is overwritten,
   * so a crash in the meantime leaves only part of the content.
   *
   * @throws IOException if that isn't possible; the old content is then untouched
   */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, file);
  }

  /** Does the same with the owner, group and permissions of another file. */
  static void write(Path file, byte[] content, Path like) throws IOException {
    Path target = behindLinks(file);
    Path folder = target.getParent();
    if (folder == null) {
      throw new NoSuchFileException(file.toString());
    }
    if (isMountPoint(target)) {
      overwrite(target, content);
      return;
    }
    Path temporary =
        Files.createTempFile(folder, "." + target.getFileName(), ".tmp", forOwnerOnly());
    try {
      put(temporary, content);
      belongTo(behindLinks(like), temporary);
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
   * Returns why a file can't be replaced while keeping its previous version next to it, and what
   * would help; empty if it probably can.
   */
  public static Optional<String> obstacle(Path file) {
    Path target;
    try {
      target = behindLinks(file);
    } catch (IOException e) {
      return Optional.of(FileFailureText.reason(e));
    }
    Path folder = target.getParent();
    if (folder != null && !Files.isWritable(folder)) {
      return Optional.of(
          "%s, the folder of %s, can't be written to; let the user that runs fletchck write there%s"
              .formatted(
                  folder,
                  target.getFileName(),
                  isMountPoint(target) ? ", or mount the folder instead of the file" : ""));
    }
    if (isMountPoint(target) && !Files.isWritable(target)) {
      return Optional.of(
          target + " is mounted and can't be written to; mount its folder, writable, instead");
    }
    return Optional.empty();
  }

  /**
   * Deletes the temporary files of earlier writes of a file that were interrupted by a crash.
   * Nobody else may be writing the file.
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

  /** Returns the absolute path with symbolic links followed; the file need not exist. */
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

  /** Returns whether the file is itself a mount point, so that it can't be replaced by a move. */
  private static boolean isMountPoint(Path file) {
    if (!Files.isReadable(MOUNTS)) {
      return false;
    }
    try (Stream<String> mounts = Files.lines(MOUNTS, StandardCharsets.ISO_8859_1)) {
      // Non-ASCII bytes are compared as they are: a path may contain any.
      byte[] path = file.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
      String name = new String(path, StandardCharsets.ISO_8859_1);
      return mounts
          .map(mount -> mount.split(" ", -1))
          .anyMatch(
              fields -> fields.length > MOUNT_POINT && unescaped(fields[MOUNT_POINT]).equals(name));
    } catch (IOException e) {
      return false; // no such file
    }
  }

  private static String unescaped(String field) {
    return ESCAPED
        .matcher(field)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 8))));
  }

  /** Overwrites a file in place; if that fails the old content is restored if possible. */
  private static void overwrite(Path file, byte[] content) throws IOException {
    byte[] before = Files.readAllBytes(file);
    try {
      put(file, content);
    } catch (IOException e) {
      try {
        put(file, before);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static void put(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.truncate(content.length);
      channel.force(true);
    }
  }

  private static void belongTo(Path like, Path file) throws IOException {
    PosixFileAttributeView view = posix(file);
    PosixFileAttributeView wanted = posix(like);
    if (view == null || wanted == null || !Files.exists(like)) {
      return;
    }
    PosixFileAttributes attributes = wanted.readAttributes();
    try {
      view.setGroup(attributes.group());
      Set<PosixFilePermission> permissions = EnumSet.copyOf(attributes.permissions());
      if (permissions.stream().noneMatch(OTHERS::contains)) {
        permissions.addAll(OWNER);
        view.setPermissions(permissions);
      }
      view.setOwner(attributes.owner());
    } catch (IOException notAllowed) {
      // Only root may give files away; otherwise the file belongs to the user that writes it.
    }
  }

  private static @Nullable PosixFileAttributeView posix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  private static FileAttribute<?>[] forOwnerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }
}
