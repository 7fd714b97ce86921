package org.fletchck.web.auth;

/** Makes a name fit into a log line. */
final class LogNames {

  private static final int LONGEST = 100;

  private LogNames() {}

  static String line(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
  }
}
