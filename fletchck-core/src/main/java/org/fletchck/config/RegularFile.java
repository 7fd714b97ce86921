package org.fletchck.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** Opens files that are named in a configuration, but no pipes, devices or folders. */
public final class RegularFile {

  /** Descriptors that are already open: reading can start without waiting for another process. */
  private static final Pattern DESCRIPTOR = Pattern.compile("/dev/(stdin|fd/\\d+)");

  private RegularFile() {}

  /**
   * Opens a file for reading. Opening a pipe or a device could block forever, so these are refused,
   * except for {@code /dev/stdin} and the like, which are already open.
   *
   * @throws FileSystemException if it isn't a regular file; the reason says what it is
   * @throws IOException if it can't be opened
   */
  public static InputStream open(Path file) throws IOException {
    if (!DESCRIPTOR.matcher(file.toString()).matches()) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        String found = attributes.isDirectory() ? "a folder" : "a pipe, socket or device";
        throw new FileSystemException(
            file.toString(), null, "expected a regular file, found " + found);
      }
    }
    return Files.newInputStream(file);
  }
}
