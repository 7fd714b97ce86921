package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.io.OutputStream;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Exchanges keys with an SSH server (RFC 4253) and disconnects. */
final class SshDialogue {

  private static final Pattern NOTHING_COMMON =
      Pattern.compile("Unable to reach a settlement of (\\w+): \\[.*\\] and \\[(.*)\\]");

  /** Entries in lists of algorithms that aren't algorithms. */
  private static final Pattern NO_ALGORITHM =
      Pattern.compile(", (?:kex-strict-s-v00@openssh\\.com|ext-info-s)");

  /** What a server presented. */
  record Server(HostKey key, String version) {}

  private SshDialogue() {}

  /**
   * Returns what the server presents, including a host key that it proved to own.
   *
   * @param preferred names of the algorithms whose key is preferred, if the server has one
   */
  static Server hold(TimedSteps steps, CheckConnection connection, List<String> preferred)
      throws IOException {
    Endpoint target = connection.target();
    SshInput in = new SshInput(connection.in(), steps.context());
    OutputStream out = in.noticing(connection.out());
    Transport transport = new TransportImpl(SshConfig.shared());
    transport.setTimeoutMs(0); // the deadline closes the connection
    Verifier verifier = new Verifier(preferred);
    transport.addHostKeyVerifier(verifier);
    try {
      time(
          steps,
          "first",
          "waiting for the SSH identification from " + target,
          () -> transport.init(target.host(), target.port(), in, out));
      time(steps, "kex", "exchanging keys with " + target, () -> exchange(transport, verifier));
      return new Server(verifier.key(), ValueTexts.clean(transport.getServerVersion(), 255));
    } finally {
      transport.disconnect(); // also ends its thread
    }
  }

  /** Exchanges keys; a failure after the host key is proved, such as in encryption, is ignored. */
  private static void exchange(Transport transport, Verifier verifier) throws IOException {
    try {
      transport.doKex();
    } catch (SSHException e) {
      if (!verifier.hasKey()) {
        throw e;
      }
    }
  }

  private static void time(TimedSteps steps, String phase, String doing, Exchange words)
      throws IOException {
    steps.time(
        phase,
        doing,
        () -> {
          try {
            words.say();
            return true;
          } catch (SSHException e) {
            throw explained(e);
          }
        });
  }

  /** Returns the cause that the library wrapped, or why the exchange failed. */
  private static IOException explained(SSHException e) {
    @Nullable Throwable cause = e;
    while (cause instanceof SSHException) {
      cause = cause.getCause();
    }
    if (cause instanceof IOException happened) {
      return happened;
    }
    String said = NetworkFailureText.said(cause == null ? e : cause);
    Matcher matcher = NOTHING_COMMON.matcher(said);
    return new IOException(
        matcher.matches()
            ? "no common "
                + words(matcher.group(1))
                + ": the server offers "
                + ValueTexts.clean(NO_ALGORITHM.matcher(matcher.group(2)).replaceAll(""), 200)
            : "the key exchange failed: " + ValueTexts.clean(said, 200),
        e);
  }

  /** Converts {@code Client2ServerMACAlgorithms} to {@code mac algorithm}. */
  private static String words(String name) {
    return name.replaceFirst("^(Client2Server|Server2Client)", "")
        .replaceFirst("Algorithms$", " algorithm")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  @FunctionalInterface
  private interface Exchange {
    void say() throws IOException;
  }

  /** States the preferred key types, and accepts any key. */
  private record Verifier(List<String> preferred, AtomicReference<PublicKey> seen)
      implements HostKeyVerifier {

    Verifier(List<String> preferred) {
      this(preferred, new AtomicReference<>());
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
      return preferred;
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
      seen.set(key instanceof Certificate<?> certificate ? certificate.getKey() : key);
      return true;
    }

    boolean hasKey() {
      return seen.get() != null;
    }

    HostKey key() {
      return HostKey.of(new Buffer.PlainBuffer().putPublicKey(seen.get()).getCompactData());
    }
  }
}
