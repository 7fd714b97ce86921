package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Connects, sends text and searches the answer for a match.
 *
 * @param tls null for no TLS
 * @param probe may be empty
 * @param matches null to only connect and send
 */
record TcpCheck(
    Endpoint target, Duration timeout, @Nullable Tls tls, String probe, @Nullable Pattern matches)
    implements Check {

  private static final int LIMIT = 1 << 16;
  private static final int SHOWN = 100;

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    TimedSteps steps = new TimedSteps(context, timeout);
    try (CheckConnection connection = CheckConnection.open(steps, target)) {
      @Nullable HandshakeInfo handshake = tls == null ? null : connection.startTls(tls);
      steps.take(
          "sending to " + target,
          () -> {
            connection.out().write(probe.getBytes(StandardCharsets.UTF_8));
            return target;
          });
      CheckResult result =
          matches == null ? CheckResult.pass() : readUntilMatch(steps, connection.in(), matches);
      steps.total();
      return handshake == null ? result : handshake.judge(result);
    } catch (UntrustedException e) {
      steps.total();
      return e.result();
    }
  }

  private CheckResult readUntilMatch(TimedSteps steps, InputStream in, Pattern wanted)
      throws IOException {
    String doing =
        "waiting for "
            + target
            + " to send a match for "
            + ValueTexts.clean(wanted.pattern(), SHOWN);
    Answer answer = new Answer(in);
    try {
      steps.time("first", doing, answer::more);
      return steps.take(doing, () -> judge(answer, wanted));
    } finally {
      if (answer.length > 0) {
        steps.context().log("received " + ValueTexts.said(answer.text(), 2 * SHOWN));
      }
    }
  }

  private static CheckResult judge(Answer answer, Pattern wanted) throws IOException {
    do {
      Matcher matcher = wanted.matcher(answer.text());
      if (matcher.find()) {
        return CheckResult.pass("found " + ValueTexts.said(matcher.group(), SHOWN));
      }
    } while (answer.more());
    return answer.complaint(wanted);
  }

  /** What has arrived so far. */
  private static final class Answer {
    private final InputStream in;
    private final byte[] bytes = new byte[LIMIT];
    private int length;

    Answer(InputStream in) {
      this.in = in;
    }

    /** Waits for more; returns false if the server closed or this is full. */
    boolean more() throws IOException {
      int count = length == LIMIT ? -1 : in.read(bytes, length, LIMIT - length);
      length += Math.max(0, count);
      return count >= 0;
    }

    String text() {
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    CheckResult complaint(Pattern wanted) {
      if (length == 0) {
        return CheckResult.fail("the server closed the connection without an answer");
      }
      String where = length == LIMIT ? " in the first 64 KiB" : "";
      return CheckResult.fail(
          "the answer does not match " + ValueTexts.clean(wanted.pattern(), SHOWN) + where);
    }
  }
}
