package org.fletchck.schedule;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Makes calls that can be neither interrupted nor closed, such as name look-ups or file system
 * access, on a few platform threads: at most one at a time per key, awaited up to a limit.
 */
public final class BlockingCalls implements AutoCloseable {

  /** The time limit of one name look-up. */
  public static final Duration RESOLVE_LIMIT = Duration.ofSeconds(10);

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  /** This many calls can hang before others have to wait. */
  private static final int THREADS = 64;

  private final ConcurrentMap<String, CompletableFuture<Object>> inFlight =
      new ConcurrentHashMap<>();
  private final ExecutorService threads = WorkerThreads.platform(THREADS, "fletchck-blocking");

  /**
   * Returns the addresses of a host, in the order in which to try them.
   *
   * @throws UnknownHostException if the name doesn't exist
   * @throws IOException if there was no answer within {@link #RESOLVE_LIMIT}
   */
  public List<InetAddress> resolve(String host) throws IOException {
    if (isLiteral(host)) {
      return List.of(InetAddress.getByName(host)); // parses the literal, no look-up
    }
    try {
      return call("name " + host, RESOLVE_LIMIT, () -> List.of(InetAddress.getAllByName(host)));
    } catch (TimeoutException e) {
      throw new IOException("name " + host + " was not resolved within 10 s", e);
    } catch (UnknownHostException e) {
      UnknownHostException plain = new UnknownHostException("unknown host " + host);
      plain.initCause(e);
      throw plain;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while resolving " + host);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("name " + host + " can't be resolved: " + e.getMessage(), e);
    }
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  /**
   * Makes a call and returns its result. Concurrent calls with the same key share one.
   *
   * @throws TimeoutException if it isn't done within the limit; it may continue
   * @throws Exception whatever the call throws
   */
  @SuppressWarnings("unchecked") // a key stands for one kind of call
  public <T> T call(String key, Duration limit, Callable<T> call) throws Exception {
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> running = inFlight.putIfAbsent(key, mine);
    if (running == null) {
      running = mine;
      start(key, mine, call);
    }
    try {
      return (T) running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void start(String key, CompletableFuture<Object> result, Callable<?> call) {
    try {
      threads.execute(() -> complete(key, result, call));
    } catch (RuntimeException | Error e) { // no thread, or closed: others must not wait for it
      inFlight.remove(key, result);
      result.completeExceptionally(e);
      throw e;
    }
  }

  private void complete(String key, CompletableFuture<Object> result, Callable<?> call) {
    try {
      Object value = call.call();
      inFlight.remove(key, result);
      result.complete(value);
    } catch (Throwable e) { // even an Error must reach those that wait
      inFlight.remove(key, result);
      result.completeExceptionally(e);
    }
  }

  /** Interrupts the threads; one that hangs is left behind as a daemon. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
