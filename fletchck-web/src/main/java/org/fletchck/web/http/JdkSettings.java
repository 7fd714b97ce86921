package org.fletchck.web.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Settings of the JDK's HTTP server, which it reads once, when it is first used in a process. What
 * somebody has set before stays.
 */
final class JdkSettings {

  private static final String CONNECTIONS = "jdk.httpserver.maxConnections";
  private static final int MOST = 500;
  private static final int FEWEST = 20;

  private JdkSettings() {}

  static void apply() {
    // Else each answer on a connection that is used again waits 40 ms for Nagle's algorithm.
    set("sun.net.httpserver.nodelay", "true");
    // Seconds until head and body of a request are there: a slow one holds a thread until then.
    set("sun.net.httpserver.maxReqTime", "5");
    // Bytes of the head of a request: with more the connection is closed.
    set("sun.net.httpserver.maxReqHeaderSize", "65536");
    // So that open connections don't take all file descriptors, which checks need too.
    set(CONNECTIONS, String.valueOf(bearable(mostDescriptors())));
  }

  /** Returns how many connections are taken at the same time; 0 if that isn't limited. */
  static int connections() {
    return Integer.getInteger(CONNECTIONS, 0);
  }

  /** A quarter of the descriptors at the most, however few there are. */
  static long bearable(long descriptors) {
    return Math.max(FEWEST, Math.min(MOST, descriptors / 4));
  }

  private static long mostDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
