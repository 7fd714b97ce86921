package org.fletchck.config;

import java.util.List;
import java.util.function.Consumer;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;

/** Types that declare options like real ones and do nothing. */
final class StubTypes {

  static final Option<String> HOSTNAME = Option.text("hostname", "Host to look at").required();
  static final Option<Integer> PORT =
      Option.integer("port", "TCP port").between(1, 65_535).orElse(443);
  static final Option<Boolean> TLS = Option.flag("tls", "Connect over TLS").orElse(true);
  static final Option<String> PASSWORD = Option.secret("password", "Password");

  static final Types ALL =
      Types.of(
          check("https", HOSTNAME, PORT, TLS, Option.timeout(10), PASSWORD),
          check("ssh", HOSTNAME, PORT, Option.timeout(5), Option.text("hostkey", "Key")),
          check("smtp", HOSTNAME, PORT, TLS, Option.timeout(6)),
          check("imap", HOSTNAME, PORT, Option.timeout(6)),
          check("cert", HOSTNAME, PORT, Option.text("probe", "Text to send")),
          check(
              "disk",
              Option.text("volume", "Path").orElse("/"),
              Option.integer("level", "Percent").between(1, 100).orElse(90)),
          check("remote", Option.timeout(30)),
          check("sequence", Option.checks("checks", "Checks to run").orElse(List.of())),
          new CheckStub("odd", List.of(TLS, PORT), StubTypes::portOnlyWithTls),
          new CheckStub("broken", List.of(), StubTypes::breakDown),
          action(
              "email",
              Option.text("hostname", "Server"),
              Option.text("fallback", "Program"),
              Option.text("sender", "From"),
              Option.list("recipients", "Whom to tell").alias("recipient").required()),
          action(
              "sms",
              Option.text("url", "Address"),
              Option.text("username", "Name"),
              PASSWORD,
              PORT,
              Option.list("recipients", "Whom to tell").alias("recipient").required()),
          action("log"));

  private StubTypes() {}

  private static void portOnlyWithTls(Options options) {
    if (options.has(PORT) && !options.get(TLS)) {
      throw new IllegalArgumentException("port needs tls; leave out port or set tls");
    }
  }

  private static void breakDown(Options options) {
    throw new IllegalStateException("no such library");
  }

  private static CheckType check(String name, Option<?>... options) {
    return new CheckStub(name, List.of(options), given -> {});
  }

  private static ActionType action(String name, Option<?>... options) {
    return new ActionStub(name, List.of(options));
  }

  private record CheckStub(String name, List<Option<?>> options, Consumer<Options> rule)
      implements CheckType {
    @Override
    public String summary() {
      return "Does nothing.";
    }

    @Override
    public Check create(Options given) {
      rule.accept(given);
      return context -> CheckResult.pass();
    }
  }

  private record ActionStub(String name, List<Option<?>> options) implements ActionType {
    @Override
    public String summary() {
      return "Tells nobody.";
    }

    @Override
    public Action create(Options given) {
      return (notification, context) -> {};
    }
  }
}
