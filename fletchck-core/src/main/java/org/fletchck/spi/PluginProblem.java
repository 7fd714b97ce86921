package org.fletchck.spi;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains in plain words why a class of a plugin can't be used. */
final class PluginProblem {

  private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

  private static final Pattern CLASS_FILE_NAME =
      Pattern.compile("(\\S+) has been compiled by a more recent version");

  private static final Pattern MISSING = Pattern.compile("Provider (\\S+) not found");

  /**
   * Class file versions start with Java 1.1, which is 45 (Java Virtual Machine Specification 4.1).
   */
  private static final int VERSION_OF_JAVA_0 = 44;

  private static final int LONGEST = 200;

  private PluginProblem() {}

  /** Describes what was thrown while a list of providers, or a class in it, was being read. */
  static Problem of(String jar, Throwable e) {
    String said = String.valueOf(e.getMessage());
    Matcher missing = MISSING.matcher(said);
    if (missing.find()) {
      return error(jar, missing.group(1), "is listed as a provider but doesn't exist", update());
    }
    if (e instanceof ServiceConfigurationError) {
      String what = said.replaceFirst("^\\S+: (\\S+!/)?", ""); // the service, and the jar again
      return Problem.error(jar, "can't be used: " + cut(what), update());
    }
    Matcher tooNew = CLASS_FILE_NAME.matcher(said);
    String type = tooNew.find() ? tooNew.group(1).replace('/', '.') : "a provider that it lists";
    return of(jar, type, e);
  }

  /** Describes what was thrown while a class was being used. */
  static Problem of(String jar, String type, Throwable e) {
    Throwable cause = e.getCause();
    if (e instanceof ServiceConfigurationError && cause != null) {
      return cause instanceof LinkageError
          ? of(jar, type, cause)
          : error(
              jar, type, "can't be instantiated: its constructor throws " + said(cause), update());
    }
    if (e instanceof ExceptionInInitializerError && cause != null) {
      return error(
          jar,
          type,
          "can't be initialized: its static initializer throws " + said(cause),
          update());
    }
    if (e instanceof UnsupportedClassVersionError) {
      return tooNew(jar, type, said(e));
    }
    if (e instanceof NoClassDefFoundError && said(e).matches("\\S+: \\S+")) {
      String missing = String.valueOf(e.getMessage()).replace('/', '.');
      return error(
          jar, type, "needs " + missing + ", which is missing", "put its jar next to this one");
    }
    if (e instanceof IncompatibleClassChangeError) {
      return error(
          jar, type, "is incompatible with this version of fletchck: " + said(e), update());
    }
    boolean plain = e instanceof IllegalArgumentException; // ours
    String said = plain ? cut(String.valueOf(e.getMessage())) : said(e);
    return error(jar, type, "can't be used: " + said, update());
  }

  /** Returns a problem if a class was not built for this version of the plugin API. */
  static Optional<Problem> ofVersion(String jar, Class<?> type) {
    PluginApi api = type.getAnnotation(PluginApi.class);
    if (api != null && api.value() == PluginApi.VERSION) {
      return Optional.empty();
    }
    String built =
        api == null
            ? "doesn't declare the version of the plugin API that it was built for"
            : "was built for version " + api.value() + " of the plugin API";
    return Optional.of(
        error(
            jar,
            type.getName(),
            built + ", but this fletchck has version " + PluginApi.VERSION,
            "get a jar built for that version, or annotate the class with"
                + " @PluginApi(PluginApi.VERSION) and rebuild it"));
  }

  private static Problem tooNew(String jar, String type, String said) {
    Matcher version = CLASS_FILE_VERSION.matcher(said);
    int here = Runtime.version().feature();
    if (!version.find()) {
      return error(jar, type, "is built for a newer Java than " + here + ": " + said, update());
    }
    int needed = Integer.parseInt(version.group(1)) - VERSION_OF_JAVA_0;
    return error(
        jar,
        type,
        "is built for Java " + needed + ", but this is Java " + here,
        "run with Java " + needed + " or newer, or get a jar for Java " + here);
  }

  private static Problem error(String jar, String type, String message, String remedy) {
    return Problem.error(jar, type + " " + message, remedy);
  }

  private static String update() {
    return "get another version of this jar, or remove it";
  }

  private static String said(Throwable e) {
    return cut(e.toString());
  }

  /** Puts a foreign message on one line, and cuts it if it is too long. */
  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
