package org.fletchck.actions;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fletchck.spi.RunContext;

/** The name that this host gives itself. */
final class HostName {

  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /**
   * Returns the name. On Linux the kernel is asked, because a look-up may hang just when the
   * network is what a mail is to tell of.
   */
  static String find(RunContext context) throws Exception {
    String name =
        Files.isReadable(KERNEL)
            ? Files.readString(KERNEL).strip()
            : context.callBlocking("own name", () -> InetAddress.getLocalHost().getHostName());
    return name.matches("[A-Za-z0-9][A-Za-z0-9.-]*") ? name : "localhost";
  }
}
