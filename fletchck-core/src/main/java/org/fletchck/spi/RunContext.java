package org.fletchck.spi;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/** What a running check or action has at hand. Used by the thread that runs it only. */
public interface RunContext {

  /**
   * Keeps a line with this run, also if the run throws later. Values of secret options are masked
   * in it; never log another secret.
   */
  void log(String line);

  /** Returns the site's clock. */
  InstantSource clock();

  /** Returns the time left until the deadline, never negative. */
  Duration remaining();

  /**
   * Closes the resource when the deadline passes, which frees a read that would hang. Give the
   * plain socket, not the TLS socket over it: closing that one may itself wait for the peer. The
   * resource stays yours to close when you are done.
   *
   * @return the resource
   */
  <T extends AutoCloseable> T closeAtDeadline(T resource);

  /**
   * Returns the addresses of a host in the order in which to try them. Has a limit of its own, 10
   * s, that doesn't count against the deadline. A literal address is returned as it is.
   *
   * @throws java.net.UnknownHostException if there is no such name
   * @throws IOException if there was no answer in time
   */
  List<InetAddress> resolve(String host) throws IOException;

  /**
   * Calls something that can be neither interrupted nor closed, such as a look at a file system
   * whose server is gone, on a thread that may be left behind. While a call for a key hangs, later
   * ones with that key wait for it instead of starting another.
   *
   * @throws java.util.concurrent.TimeoutException if it isn't done by the deadline
   * @throws Exception what the call throws
   */
  <T> T callBlocking(String key, Callable<T> call) throws Exception;
}
