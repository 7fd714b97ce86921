package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/**
 * Talks to a mail server, without logging in, and judges its certificate.
 *
 * @param target where it is
 * @param timeout what the user set, for messages
 * @param tls how its certificate is judged
 * @param implicit whether TLS starts before anything else
 * @param talk the dialogue to hold
 */
record MailCheck(Endpoint target, Duration timeout, Tls tls, boolean implicit, Dialogue talk)
    implements Check {

  /** The dialogue after the greeting begins to arrive. */
  @FunctionalInterface
  interface Dialogue {
    /** Returns normally if the service works. */
    void hold(LineDialogue dialogue, Tls tls) throws IOException;
  }

  /** Creates a check from the options that all mail checks share. */
  static MailCheck of(
      Options options,
      Option<Integer> port,
      Option<Duration> timeout,
      Supplier<X509ExtendedTrustManager> trust,
      boolean implicit,
      Dialogue talk) {
    return new MailCheck(
        Endpoint.of(options.get(NetOptions.HOSTNAME), options.get(port)),
        options.get(timeout),
        Tls.of(options, trust),
        implicit,
        talk);
  }

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    TimedSteps steps = new TimedSteps(context, timeout);
    try (CheckConnection connection = CheckConnection.open(steps, target)) {
      LineDialogue dialogue = new LineDialogue(steps, connection);
      if (implicit) {
        dialogue.startTls(tls);
      }
      dialogue.await();
      talk.hold(dialogue, tls);
      steps.total();
      return dialogue.judge(CheckResult.pass());
    } catch (UntrustedException e) {
      steps.total();
      return e.result();
    }
  }
}
