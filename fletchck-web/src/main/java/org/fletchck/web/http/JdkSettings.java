package org.fletchck.web.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Settings of the JDK's HTTP server, which it reads once, when it is first used in a process.
 * Properties that are already set are kept.
 */
final class JdkSettings {

  private static final String CONNECTIONS = "jdk.httpserver.maxConnections";
  private static final int MOST = 500;
  private static final int FEWEST = 20;

  private JdkSettings() {}

  static void apply() {
    // Otherwise each response on a reused connection waits 40 ms for Nagle's algorithm.
    set("sun.net.httpserver.nodelay", "true");
    // Seconds to receive head and body of a request: a slow client holds a thread until then.
    set("sun.net.httpserver.maxReqTime", "5");
    // Bytes of the head of a request; with more, the connection is closed.
    set("sun.net.httpserver.maxReqHeaderSize", "65536");
    // So that open connections don't take all file descriptors, which checks need too.
    set(CONNECTIONS, String.valueOf(bearable(mostDescriptors())));
  }

  /** Returns the maximum number of simultaneous connections; 0 if unlimited. */
  static int connections() {
    return Integer.getInteger(CONNECTIONS, 0);
  }

  /** Returns the number of connections for so many descriptors: a quarter, from 20 to 500. */
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
