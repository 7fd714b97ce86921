package org.fletchck.spi;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource that the monitor itself can run out of. A run that fails for lack of it says nothing
 * about the checked service, so it is not judged.
 */
public enum Shortage {
  /** No file or socket can be opened. */
  DESCRIPTORS(
      "file descriptors", "raise its limit on open files (LimitNOFILE= of the service, ulimit -n)"),
  /** No thread or program can be started. */
  THREADS(
      "threads", "raise its limit on threads and processes (TasksMax= of the service, ulimit -u)"),
  /** No memory can be allocated. */
  MEMORY("memory", "give it more memory (-Xmx in FLETCHCK_JAVA_OPTS, MemoryMax= of the service)"),
  /** The kernel has no buffer space for data to be sent. */
  BUFFERS("network buffers", "the kernel is currently out of network memory"),
  /** All local ports for outgoing connections are in use. */
  PORTS(
      "local ports", "widen net.ipv4.ip_local_port_range, or run fewer checks of the same server");

  /** In the message when Java can't start a program: {@code error=24, ...}, or as of Java 24. */
  private static final Pattern EXEC = Pattern.compile("error(?:=|: )(\\d{1,4})\\b");

  private static final int DEEPEST = 20;

  private final String words;
  private final String remedy;

  Shortage(String words, String remedy) {
    this.words = words;
    this.remedy = remedy;
  }

  /** Returns the name of the resource, for people: {@code file descriptors}. */
  public String words() {
    return words;
  }

  /** Returns what can be done about it, for people. */
  public String remedy() {
    return remedy;
  }

  /**
   * Returns the resource whose lack caused an exception, if that is why it was thrown. Searches the
   * causes and suppressed exceptions too, but trusts only Java and the system itself: a peer may
   * send the same words.
   */
  public static Optional<Shortage> of(Throwable thrown) {
    return Optional.ofNullable(
        find(thrown, Collections.newSetFromMap(new IdentityHashMap<>()), DEEPEST));
  }

  /** Returns the resource whose lack a system error number means. */
  public static Optional<Shortage> ofSystemError(int number) {
    return Optional.ofNullable(
        switch (number) {
          case 23, 24 -> DESCRIPTORS; // ENFILE, EMFILE
          case 11 -> THREADS; // EAGAIN of fork and clone
          case 12 -> MEMORY; // ENOMEM
          case 105 -> BUFFERS; // ENOBUFS
          default -> null;
        });
  }

  /**
   * Returns the resource whose lack a system error message means, such as {@code Too many open
   * files}. Only for messages of this machine: those of a peer are about the peer.
   */
  public static Optional<Shortage> ofSystemError(String words) {
    return Optional.ofNullable(said(words));
  }

  private static @Nullable Shortage find(@Nullable Throwable e, Set<Throwable> seen, int depth) {
    if (e == null || depth == 0 || !seen.add(e)) {
      return null;
    }
    Shortage here = here(e);
    if (here == null) {
      here = find(e.getCause(), seen, depth - 1);
    }
    for (Throwable suppressed : e.getSuppressed()) {
      here = here == null ? find(suppressed, seen, depth - 1) : here;
    }
    return here;
  }

  private static @Nullable Shortage here(Throwable e) {
    if (e instanceof ShortageException known) {
      return known.shortage();
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    if (e instanceof OutOfMemoryError) {
      return message.contains("native thread") ? THREADS : MEMORY;
    }
    if (!isOfJava(e)) {
      return null;
    }
    if (e.getClass() == RuntimeException.class) { // "Too many open files (Unable to open /proc)"
      return said(message.replaceFirst(" \\(.*", ""));
    }
    if (e instanceof FileSystemException file) {
      return file.getReason() == null ? null : said(file.getReason());
    }
    if (e instanceof FileNotFoundException) { // "/etc/hosts (Too many open files)"
      int from = message.lastIndexOf('(');
      return message.endsWith(")") && from >= 0
          ? said(message.substring(from + 1, message.length() - 1))
          : null;
    }
    if (e instanceof SocketException || e.getClass() == IOException.class) {
      return message.startsWith("Cannot run program ") ? start(message) : said(message);
    }
    return null;
  }

  private static @Nullable Shortage start(String message) {
    Matcher number = EXEC.matcher(message);
    @Nullable Shortage found = null;
    while (number.find()) { // the last one: the path of a program may look like one
      found = ofSystemError(Integer.parseInt(number.group(1))).orElse(null);
    }
    return found;
  }

  /** Knows the messages of glibc, musl and others. */
  private static @Nullable Shortage said(String message) {
    return switch (message) {
      case "Too many open files",
          "Too many open files in system",
          "No file descriptors available" ->
          DESCRIPTORS;
      case "Cannot allocate memory", "Out of memory", "Not enough space" -> MEMORY;
      case "No buffer space available" -> BUFFERS;
      case "Cannot assign requested address",
          "Cannot assign requested address (Address not available)",
          "Can't assign requested address",
          "Address not available" ->
          PORTS;
      default -> null;
    };
  }

  /** Returns whether Java itself threw this, and not a library because of what a peer sent. */
  private static boolean isOfJava(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    if (trace.length == 0) {
      return true;
    }
    String by = trace[0].getClassName();
    return by.startsWith("java.") || by.startsWith("sun.") || by.startsWith("jdk.");
  }
}
