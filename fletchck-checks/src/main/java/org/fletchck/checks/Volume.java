package org.fletchck.checks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.spi.Processes;
import org.jspecify.annotations.Nullable;

/**
 * A volume of this machine.
 *
 * @param path where it is
 * @param mounted whether it must be a mount point
 * @param inodes whether to count inodes
 */
record Volume(Path path, boolean mounted, boolean inodes) {

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");
  private static final int OCTAL = 8;
  private static final int STAT_SECONDS = 30;
  private static final int OUTPUT_LIMIT = 4096;

  /**
   * Reads the usage. May hang for as long as the volume does.
   *
   * @throws IOException saying in plain words what is wrong with the volume
   */
  VolumeUsage usage() throws IOException, InterruptedException {
    File file = path.toFile();
    if (!file.exists()) {
      throw new IOException(path + " does not exist or isn't accessible");
    }
    if (mounted && !isMountPoint()) {
      throw new IOException(path + " is not a mount point");
    }
    VolumeUsage usage =
        new VolumeUsage(
            file.getTotalSpace(),
            file.getFreeSpace(),
            file.getUsableSpace(),
            inodes ? inodesUsed() : null);
    if (usage.used() + usage.usable() <= 0) {
      throw new IOException(path + " has no size: it isn't on a volume that can fill up");
    }
    return usage;
  }

  private boolean isMountPoint() throws IOException {
    byte[] mounts = Files.readAllBytes(MOUNTS);
    return isMounted(path.toRealPath().toString(), mounts);
  }

  /**
   * Returns whether a path is listed as a mount point. The list is compared as bytes, as other
   * paths may not be valid UTF-8.
   *
   * @param mounts the content of mountinfo (proc(5))
   */
  static boolean isMounted(String place, byte[] mounts) {
    String wanted = new String(place.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    for (String line : new String(mounts, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      String[] fields = line.split(" ", 6);
      if (fields.length > 4 && unescaped(fields[4]).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Replaces octal escapes, such as {@code \\040} for a space. */
  private static String unescaped(String place) {
    return ESCAPE
        .matcher(place)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), OCTAL))));
  }

  /** Asks stat(1), as Java has no API; null if inodes are created as needed, as on btrfs. */
  private @Nullable Double inodesUsed() throws IOException, InterruptedException {
    Process stat =
        Processes.start(
            new ProcessBuilder("stat", "-f", "-c", "%c %d", "--", path.toString())
                .redirectErrorStream(true));
    try (InputStream output = stat.getInputStream()) {
      stat.getOutputStream().close();
      if (!stat.waitFor(STAT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("counting the inodes of " + path + " took too long");
      }
      String said = new String(output.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8).strip();
      return percentUsed(said);
    } finally {
      stat.destroyForcibly();
    }
  }

  private @Nullable Double percentUsed(String said) throws IOException {
    String[] counts = said.split(" ", -1);
    try {
      double total = Long.parseLong(counts[0]);
      double free = Long.parseLong(counts[1]);
      return total == 0 ? null : 100 * (total - free) / total;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(
          "the inodes of " + path + " can't be counted: " + ValueTexts.clean(said, 200), e);
    }
  }
}
