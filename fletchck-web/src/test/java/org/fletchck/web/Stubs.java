package org.fletchck.web;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;

/** Types that declare options like real ones, and find what a test wants. */
public final class Stubs {

  private static final Option<String> HOSTNAME =
      Option.text("hostname", "Host name or address of the server").required();
  private static final Option<Integer> PORT =
      Option.integer("port", "TCP port").between(1, 65_535).orElse(443);
  private static final Option<String> PASSWORD =
      Option.secret("password", "Password to log in with");

  private final Map<String, CheckResult> found = Collections.synchronizedMap(new HashMap<>());

  /** Lets a host be in a state from now on. */
  public void at(String hostname, CheckResult result) {
    found.put(hostname, result);
  }

  /** Returns the types: https, sequence, remote, exec and box. */
  public Types types() {
    return Types.of(new Web(), new Sequence(), new Remote(), new ExecStubType(), new Box());
  }

  private final class Web implements CheckType {
    @Override
    public String name() {
      return "https";
    }

    @Override
    public String summary() {
      return "Asks a web server.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          HOSTNAME,
          PORT,
          Option.timeout(10),
          Option.text("username", "Name to log in with"),
          PASSWORD,
          Option.map("headers", "Headers of the request").secret());
    }

    @Override
    public Check create(Options options) {
      String host = options.get(HOSTNAME);
      return context -> {
        context.log("asked " + host);
        context.phase("connect", Duration.ofMillis(12));
        CheckResult known = found.getOrDefault(host, CheckResult.pass());
        return host.endsWith(".key") ? known.learned("hostkey", "new") : known;
      };
    }
  }

  private static final class Sequence implements CheckType {
    private static final Option<List<String>> CHECKS =
        Option.checks("checks", "Names of the checks to run").orElse(List.of());

    @Override
    public String name() {
      return "sequence";
    }

    @Override
    public String summary() {
      return "Runs other checks.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(CHECKS);
    }

    @Override
    public Check create(Options options) {
      List<String> names = options.get(CHECKS);
      return context -> {
        context.runAll(names);
        return CheckResult.pass();
      };
    }
  }

  private static final class Remote implements CheckType {
    @Override
    public String name() {
      return "remote";
    }

    @Override
    public String summary() {
      return "Takes reports.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public boolean repeatable() {
      return false;
    }

    @Override
    public boolean receivesReports() {
      return true;
    }

    @Override
    public Check create(Options options) {
      return context -> CheckResult.pass();
    }
  }

  private static final class ExecStubType implements CheckType {
    private static final Option<List<String>> COMMAND =
        Option.list("command", "Program with its arguments").required().guarded();

    @Override
    public String name() {
      return "exec";
    }

    @Override
    public String summary() {
      return "Runs a program.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(COMMAND);
    }

    @Override
    public Check create(Options options) {
      return context -> CheckResult.pass();
    }
  }

  private static final class Box implements ActionType {
    private static final Option<String> URL = Option.secret("url", "Address of the service");

    @Override
    public String name() {
      return "box";
    }

    @Override
    public String summary() {
      return "Keeps what is reported.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(URL, PASSWORD, Option.text("hostname", "Server"));
    }

    @Override
    public Action create(Options options) {
      boolean refuses = options.find(URL).filter(url -> url.contains("refuse")).isPresent();
      return (notification, context) -> {
        if (refuses) {
          throw new RefusedException("it isn't wanted");
        }
        context.log("put into the box");
      };
    }
  }
}
