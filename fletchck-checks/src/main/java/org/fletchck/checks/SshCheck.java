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
 * @param pinned the key that it must have; null for the one learned earlier, or else any
 */
record SshCheck(Endpoint target, Duration timeout, @Nullable HostKey pinned) implements Check {

  /** The name under which the key is learned. */
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
      context.log("host key " + key.summary() + ", as expected");
    } else {
      return changed(context, known, key);
    }
    return CheckResult.pass().learned(LEARNED, key.toString()); // kept in case the pin is removed
  }

  private CheckResult changed(CheckContext context, HostKey known, HostKey key) {
    boolean pins = pinned != null;
    context.log(
        "expected " + known.summary() + (pins ? ", from the option hostkey" : ", learned earlier"));
    context.log("the server has " + key.summary());
    context.log("its full host key: " + key);
    context.log(
        "if the change is intended, "
            + (pins
                ? "set the option hostkey to the new key"
                : "accept the new key with 'fletchck check NAME --accept-key', or set the option"
                    + " hostkey to it"));
    return CheckResult.fail(pins ? "host key is not the one configured" : "host key changed")
        .withTrustFailure(CheckResult.HOSTKEY);
  }
}
