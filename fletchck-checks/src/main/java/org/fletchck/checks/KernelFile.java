package org.fletchck.checks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of a file in which Linux reports numbers.
 *
 * @param path where it is
 * @param lines the words of its lines
 */
record KernelFile(Path path, List<List<String>> lines) {

  private static final int LIMIT = 1 << 20;

  /**
   * Reads the first MiB of a file.
   *
   * @throws IOException with the reason in plain words
   */
  static KernelFile read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String text = new String(in.readNBytes(LIMIT), StandardCharsets.US_ASCII);
      return new KernelFile(
          path, text.lines().map(line -> List.of(line.strip().split("\\s+"))).toList());
    } catch (NoSuchFileException e) {
      throw new IOException(path + " does not exist: this check works on Linux only", e);
    }
  }

  /** Returns the words that follow this one on the line that begins with it. */
  List<String> after(String name) throws IOException {
    for (List<String> words : lines) {
      if (words.get(0).equals(name)) {
        return words.subList(1, words.size());
      }
    }
    throw new IOException(path + " has no line " + name);
  }

  /** Returns the number that follows this word at the beginning of a line. */
  double number(String name) throws IOException {
    return number(after(name), 0);
  }

  /** Returns the first number. */
  double number() throws IOException {
    return number(lines.isEmpty() ? List.of() : lines.get(0), 0);
  }

  /** Returns the number at this index. */
  double number(List<String> words, int place) throws IOException {
    try {
      return Double.parseDouble(words.get(place));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(
          path + " can't be parsed: " + ValueTexts.clean(words.toString(), 80), e);
    }
  }
}
