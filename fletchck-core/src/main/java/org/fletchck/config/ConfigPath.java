package org.fletchck.config;

import java.util.regex.Pattern;

/** Formats paths in a configuration, such as {@code checks."Home Cert".options.port}. */
public final class ConfigPath {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]+");

  private ConfigPath() {}

  /** Returns the path of a check. */
  public static String check(String name) {
    return at("checks", name);
  }

  /** Returns the path of an action. */
  public static String action(String name) {
    return at("actions", name);
  }

  /** Returns the path of a key below a path; the empty path is the whole file. */
  static String at(String path, String key) {
    String spelled =
        PLAIN.matcher(key).matches()
            ? key
            : '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return path.isEmpty() ? spelled : path + "." + spelled;
  }
}
