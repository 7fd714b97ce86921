package org.fletchck.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Turns signals of the operating system into requests. A shutdown hook would not do: it can't make
 * the exit code 0, and knows nothing of SIGHUP.
 *
 * <p>Uses reflection because the compiler warns about {@code sun.misc.Signal}, and a warning is an
 * error here, although its module, {@code jdk.unsupported}, is part of every JDK.
 */
final class Signals {

  /** What a running site can be asked to do from outside. */
  enum Request {
    /** Save and stop: SIGTERM, SIGINT. */
    STOP,
    /** Read the site file again: SIGHUP. */
    RELOAD
  }

  private Signals() {}

  /** Handles the signals of this process from now on; requests arrive in the queue. */
  static BlockingQueue<Request> listen() {
    BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    handle("TERM", () -> requests.add(Request.STOP));
    handle("INT", () -> requests.add(Request.STOP));
    handle("HUP", () -> requests.add(Request.RELOAD));
    return requests;
  }

  private static void handle(String name, Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, args) -> {
            if (method.getName().equals("handle")) {
              work.run();
            }
            return null;
          };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signal " + name + " can't be handled", e);
    }
  }
}
