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
   * Looks at it. May hang for as long as the volume does.
   *
   * @throws IOException saying in plain words what is wrong with it
   */
  VolumeUsage usage() throws IOException, InterruptedException {
    File file = path.toFile();
    if (!file.exists()) {
      throw new IOException(path + " does not exist, or may not be looked at");
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
      throw new IOException(path + " has no size: it isn't on a volume that can fill");
    }
    return usage;
  }

  private boolean isMountPoint() throws IOException {
    byte[] mounts = Files.readAllBytes(MOUNTS);
    return isMounted(path.toRealPath().toString(), mounts);
  }

  /**
   * Tells whether a place is listed as mount point. The list holds bytes: other places may have
   * names that are no UTF-8.
   *
   * @param mounts the text of mountinfo (proc(5))
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

  /** Puts in what stands as three octal digits, such as a space as {@code \\040}. */
  private static String unescaped(String place) {
    return ESCAPE
        .matcher(place)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), OCTAL))));
  }

  /** Asks stat(1), since Java can't tell; null where inodes are made as needed, as on btrfs. */
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
