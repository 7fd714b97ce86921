package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges keys with an SSH server, without logging in, and judges its host key.
 *
 * @param pinned the key that it must have; null for the one that was learned, or else any
 */
record SshCheck(Endpoint target, Duration timeout, @Nullable HostKey pinned) implements Check {

  /** Under this name the key is learned. */
  private static final String LEARNED = "hostkey";

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    @Nullable HostKey known = known(context);
    List<String> preferred = known == null ? List.of() : known.algorithms();
    TimedSteps steps = new TimedSteps(context, timeout);
    SshDialogue.Server server;
    try (CheckConnection connection = CheckConnection.open(steps, target)) {
      server = SshDialogue.hold(steps, connection, preferred);
    }
    steps.total();
    HostKey key = server.key();
    return judge(context, known, key)
        .withDetail("server", server.version())
        .withDetail("keyType", key.type())
        .withDetail("fingerprint", key.fingerprint());
  }

  private @Nullable HostKey known(CheckContext context) {
    @Nullable String learned = context.previous().learned().get(LEARNED);
    return pinned != null || learned == null ? pinned : HostKey.parse(learned);
  }

  private CheckResult judge(CheckContext context, @Nullable HostKey known, HostKey key) {
    if (known == null) {
      context.log("learned the host key " + key.summary());
    } else if (known.equals(key)) {
      context.log("host key " + key.summary() + ", as known");
    } else {
      return changed(context, known, key);
    }
    return CheckResult.pass().learned(LEARNED, key.toString()); // a pin that goes leaves it known
  }

  private CheckResult changed(CheckContext context, HostKey known, HostKey key) {
    boolean pins = pinned != null;
    context.log("known is " + known.summary() + (pins ? ", from the option hostkey" : ", learned"));
    context.log("the server has " + key.summary());
    context.log("its whole host key: " + key);
    context.log(
        "if it was meant to change, "
            + (pins
                ? "put the new one into the option hostkey"
                : "have it learned by 'fletchck check NAME --accept-key', or put it into the option"
                    + " hostkey"));
    return CheckResult.fail(pins ? "host key is not the one given" : "host key changed")
        .withTrustFailure(CheckResult.HOSTKEY);
  }
}
