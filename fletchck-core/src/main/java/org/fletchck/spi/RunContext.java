package org.fletchck.spi;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/** The context in which a check or action runs. Use it only on the thread that runs it. */
public interface RunContext {

  /**
   * Adds a line to the log of this run, which is kept even if the run throws later. Values of
   * secret options are masked; never log any other secret.
   */
  void log(String line);

  /** Returns the site's clock. */
  InstantSource clock();

  /** Returns the time left until the deadline, never negative. */
  Duration remaining();

  /**
   * Closes a resource when the deadline passes, which unblocks a read that hangs. Pass the plain
   * socket, not the TLS socket on top of it: closing that one may itself wait for the peer. You
   * still have to close the resource when you are done.
   *
   * @return the resource
   */
  <T extends AutoCloseable> T closeAtDeadline(T resource);

  /**
   * Returns the addresses of a host, in the order in which to try them. This has its own limit of
   * 10 seconds and doesn't count against the deadline. A literal address is returned as it is.
   *
   * @throws java.net.UnknownHostException if the name doesn't exist
   * @throws IOException if there was no answer in time
   */
  List<InetAddress> resolve(String host) throws IOException;

  /**
   * Calls something that can be neither interrupted nor closed, such as access to a file system
   * whose server is gone, on a separate thread that may be left behind. While a call with a key
   * hangs, later calls with the same key wait for it instead of starting another.
   *
   * @throws java.util.concurrent.TimeoutException if the call isn't done by the deadline
   * @throws Exception whatever the call throws
   */
  <T> T callBlocking(String key, Callable<T> call) throws Exception;
}
