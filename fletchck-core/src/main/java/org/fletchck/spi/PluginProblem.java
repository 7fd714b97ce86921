package org.fletchck.spi;

import java.lang.reflect.InvocationTargetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words why a class of a plugin can't be used. */
final class PluginProblem {

  private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

  /**
   * Class files are numbered from Java 1.1, which is 45 (Java Virtual Machine Specification 4.1).
   */
  private static final int VERSION_OF_JAVA_0 = 44;

  private static final int LONGEST = 200;

  private PluginProblem() {}

  /** Makes a problem of what was thrown while a class was made use of. */
  static Problem of(String jar, String type, Throwable e) {
    Throwable cause = e.getCause();
    boolean thrown = e instanceof InvocationTargetException;
    if (cause != null && (thrown || e instanceof ExceptionInInitializerError)) {
      if (cause instanceof LinkageError) {
        return of(jar, type, cause);
      }
      String thrower = thrown ? "constructor" : "static initializer";
      return error(jar, type, "can't be made: its " + thrower + " throws " + said(cause), update());
    }
    if (e instanceof ClassNotFoundException) {
      return error(jar, type, "is named as a provider and isn't there", update());
    }
    if (e instanceof UnsupportedClassVersionError) {
      return tooNew(jar, type, said(e));
    }
    if (e instanceof NoClassDefFoundError && said(e).matches("\\S+: \\S+")) {
      String missing = String.valueOf(e.getMessage()).replace('/', '.');
      return error(
          jar, type, "needs " + missing + ", which isn't there", "put its jar beside this one");
    }
    if (e instanceof IncompatibleClassChangeError) {
      return error(jar, type, "doesn't fit this version of fletchck: " + said(e), update());
    }
    if (e instanceof ReflectiveOperationException) {
      return error(jar, type, "has no public constructor without parameters", update());
    }
    if (e instanceof IllegalArgumentException) {
      return error(jar, type, "can't be used: " + cut(String.valueOf(e.getMessage())), update());
    }
    return error(jar, type, "can't be used: " + said(e), update());
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
        "is built for Java " + needed + ", and this is Java " + here,
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

  /** Returns a text of others on one line of bearable length. */
  static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
