package org.fletchck.web.http;

/**
 * Settings of the JDK's HTTP server, which it reads once, when it is first used in a process. What
 * somebody has set before stays.
 */
final class JdkSettings {

  private JdkSettings() {}

  static void apply() {
    // Else each answer on a connection that is used again waits 40 ms for Nagle's algorithm.
    set("sun.net.httpserver.nodelay", "true");
    // Seconds until head and body of a request are there: a slow one holds a thread until then.
    set("sun.net.httpserver.maxReqTime", "5");
    // Bytes of the head of a request: with more the connection is closed.
    set("sun.net.httpserver.maxReqHeaderSize", "65536");
    // So that open connections don't take all file descriptors, which checks need too.
    set("jdk.httpserver.maxConnections", "500");
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
