package org.fletchck.actions;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fletchck.spi.RunContext;

/** The name of this host as it knows itself. */
final class HostName {

  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /**
   * Returns the name. On Linux it is read from the kernel, because a lookup may hang just when the
   * mail is about a network failure.
   */
  static String find(RunContext context) throws Exception {
    String name =
        Files.isReadable(KERNEL)
            ? Files.readString(KERNEL).strip()
            : context.callBlocking("own name", () -> InetAddress.getLocalHost().getHostName());
    return name.matches("[A-Za-z0-9][A-Za-z0-9.-]*") ? name : "localhost";
  }
}
