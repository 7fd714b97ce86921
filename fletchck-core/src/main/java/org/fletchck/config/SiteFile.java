package org.fletchck.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A site in a JSON file. Immutable: saving returns the file with its new content. */
public final class SiteFile {

  private static final Logger LOG = LoggerFactory.getLogger(SiteFile.class);
  private static final int LONGEST = 64 * 1024 * 1024;

  private final Path path;
  private final byte[] content;
  private final SiteConfig config;
  private final List<Problem> problems;

  private SiteFile(Path path, byte[] content) throws SiteFileException {
    this.path = path;
    this.content = content;
    try {
      JsonText text = JsonText.read(decoded(content));
      this.config = SiteConfig.of(text.object()).inFolder(folder(path));
      this.problems = List.copyOf(text.duplicates());
    } catch (IllegalArgumentException e) {
      throw new SiteFileException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file of at most 64 MiB.
   *
   * @throws SiteFileException if it can't be read or isn't JSON; the message has the file, and line
   *     and column of invalid JSON
   */
  public static SiteFile read(Path file) throws SiteFileException {
    return new SiteFile(file, bytes(file));
  }

  /**
   * Creates a new file, readable only by its owner.
   *
   * @throws SiteFileException if it exists or can't be written
   */
  public static SiteFile create(Path file, SiteConfig config) throws SiteFileException {
    if (Files.exists(file)) {
      throw new SiteFileException(file + ": the file already exists", null);
    }
    byte[] content = format(config.raw()).getBytes(StandardCharsets.UTF_8);
    write(file, content);
    return new SiteFile(file, content);
  }

  /**
   * Parses a JSON object into plain Java values.
   *
   * @throws IllegalArgumentException if it is invalid; the message has line, column and reason
   */
  public static Map<String, Object> parse(String json) {
    return JsonText.read(json).object();
  }

  /** Formats plain Java values as indented JSON with a trailing line end. */
  public static String format(Map<String, ?> values) {
    return JsonText.format(RawValues.copy(values));
  }

  /** Returns the site, in the folder of the file. */
  public SiteConfig config() {
    return config;
  }

  /** Returns the path that it was read from. */
  public Path path() {
    return path;
  }

  /** Returns the problems found while reading: duplicate names. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns whether the file has changed since it was read, or can't be read. */
  public boolean changedOnDisk() {
    try {
      return !Arrays.equals(content, bytes(path));
    } catch (SiteFileException e) {
      return true;
    }
  }

  /**
   * Saves a changed site atomically (see {@link AtomicFile}), and the previous content as {@code
   * NAME.bak}. Unchanged values stay as they are written, but the state and log that the original
   * keeps in the file are left out. The file with them is kept as {@code NAME.original}.
   *
   * @return the saved file
   * @throws SiteFileException if the file was changed by somebody else since it was read, or can't
   *     be written
   */
  public SiteFile save(SiteConfig changed) throws SiteFileException {
    if (changedOnDisk()) {
      throw new SiteFileException(
          path + ": was changed by somebody else since it was read; read it again, then save",
          null);
    }
    Map<String, Object> kept = withoutState(changed.raw());
    String updated = JsonText.read(decoded(content)).with(kept);
    byte[] bytes = updated.getBytes(StandardCharsets.UTF_8);
    if (Arrays.equals(bytes, content)) {
      return this;
    }
    SiteFile saved = new SiteFile(path, bytes);
    try {
      Path real = AtomicFile.behindLinks(path);
      AtomicFile.write(real.resolveSibling(real.getFileName() + ".bak"), content, real);
      if (!kept.equals(changed.raw())) {
        keepOriginal(real);
      }
    } catch (IOException e) {
      throw new SiteFileException(path + ": can't be saved: " + FileFailureText.reason(e), e);
    }
    write(path, bytes);
    return saved;
  }

  /** Keeps the last file that the original wrote, which is the first that is replaced here. */
  private void keepOriginal(Path real) throws IOException {
    Path original = real.resolveSibling(real.getFileName() + ".original");
    if (!Files.exists(original)) {
      AtomicFile.write(original, content, real);
      LOG.info(
          "{}: the states and log that the original kept in it were imported and are no longer"
              + " saved there; they are kept in {}",
          path,
          original.getFileName());
    }
  }

  private static Map<String, Object> withoutState(Map<String, Object> raw) {
    Map<String, Object> kept =
        raw.get("log") instanceof List ? RawValues.with(raw, "log", null) : raw;
    Map<String, Object> before = RawValues.object(raw, "checks").orElse(Map.of());
    Map<String, Object> checks = new LinkedHashMap<>();
    before.forEach(
        (name, value) ->
            checks.put(
                name,
                RawValues.object(before, name)
                    .<Object>map(check -> RawValues.with(check, "data", null))
                    .orElse(value)));
    return before.isEmpty() ? kept : RawValues.with(kept, "checks", checks);
  }

  private static void write(Path file, byte[] content) throws SiteFileException {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw new SiteFileException(file + ": can't be saved: " + FileFailureText.reason(e), e);
    }
  }

  private static byte[] bytes(Path file) throws SiteFileException {
    try (InputStream in = RegularFile.open(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new SiteFileException(file + ": is longer than 64 MiB", null);
      }
      return bytes;
    } catch (SiteFileException e) {
      throw e;
    } catch (IOException e) {
      throw new SiteFileException(file + ": can't be read: " + FileFailureText.reason(e), e);
    }
  }

  private static String decoded(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("expected UTF-8", e);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }
}
