package org.fletchck.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** Opens files that are named in a configuration, and nothing else that has a path. */
public final class RegularFile {

  /** What the process was given open: nobody has to be waited for before it can be read. */
  private static final Pattern DESCRIPTOR = Pattern.compile("/dev/(stdin|fd/\\d+)");

  private RegularFile() {}

  /**
   * Opens a file for reading. Opening a pipe or a device could wait for ever, so these are refused;
   * but for {@code /dev/stdin} and its like, which are open already.
   *
   * @throws FileSystemException whose reason says what is there instead of a file
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
