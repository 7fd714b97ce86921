package org.fletchck.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:PATH}} in strings. Any other {@code ${...}} is
 * left as is.
 */
final class ValueReferences implements UnaryOperator<String> {

  private static final int LONGEST_FILE = 64 * 1024;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  private final Path folder;
  private final Function<String, @Nullable String> environment;
  private boolean failed;

  ValueReferences(Path folder) {
    this(folder, System::getenv);
  }

  ValueReferences(Path folder, Function<String, @Nullable String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** Returns whether a text contains a reference. */
  static boolean isIn(String text) {
    return REFERENCE.matcher(text).find();
  }

  /** Returns whether any reference so far could not be resolved. */
  boolean failed() {
    return failed;
  }

  /**
   * Returns the text with its references resolved.
   *
   * @throws IllegalArgumentException if a variable or file can't be used; the message names it
   */
  @Override
  public String apply(String text) {
    try {
      return REFERENCE
          .matcher(text)
          .replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      bare(
                          found.group(1).equals("env")
                              ? variable(found.group(2))
                              : content(found.group(2)))));
    } catch (IllegalArgumentException e) {
      failed = true;
      throw e;
    }
  }

  private String variable(String name) {
    String value = environment.apply(name);
    if (value == null) {
      throw new IllegalArgumentException("environment variable " + name + " is not set");
    }
    return value;
  }

  private String content(String path) {
    try {
      Path file = folder.resolve(path);
      try (InputStream in = RegularFile.open(file)) {
        byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
        if (bytes.length > LONGEST_FILE) {
          throw new IllegalArgumentException("file " + file + " is longer than 64 KiB");
        }
        return text(bytes);
      }
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "file " + path + " can't be read: " + FileFailureText.reason(e) + " (in " + folder + ")",
          e);
    }
  }

  /** Windows editors may write UTF-16, which begins with a byte order mark. */
  private static String text(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    boolean wide = first == 0xfeff || first == 0xfffe;
    return new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  /** Removes what editors and shells put around a value: a byte order mark, and line ends. */
  private static String bare(String value) {
    return value.replaceFirst("^\uFEFF", "").replaceFirst("[\r\n]+\\z", "");
  }
}
