package org.fletchck.web.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;

/** Types with the names of real ones, whose checks find what a test says. */
final class DemoTypes {

  /** What a check finds, by the name that is its option {@code hostname}. */
  final Map<String, Script> scripts = new ConcurrentHashMap<>();

  /** Names of actions that fail. */
  final Map<String, String> broken = new ConcurrentHashMap<>();

  private final Consumer<Duration> passing;

  /**
   * Makes them.
   *
   * @param passing is sent how long a run takes
   */
  DemoTypes(Consumer<Duration> passing) {
    this.passing = passing;
  }

  Types all() {
    List<CheckType> checks = new ArrayList<>();
    for (String name :
        List.of("https", "ssh", "disk", "dns", "ping", "cert", "imap", "submit", "temp", "ups")) {
      checks.add(new ScriptedCheckType(name));
    }
    checks.add(new Row());
    List<PluginType<?>> all = new ArrayList<>(checks);
    all.add(new DemoAction("email"));
    all.add(new DemoAction("sms"));
    return Types.of(all);
  }

  /** What a check finds at a time. */
  interface Script {
    CheckResult at(CheckContext context);
  }

  private final class ScriptedCheckType implements CheckType {
    private static final Option<String> HOST = Option.text("hostname", "What is looked at");
    private final String name;

    ScriptedCheckType(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String summary() {
      return "Finds what a test says.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(HOST, Option.integer("port", "A port").between(1, 65_535));
    }

    @Override
    public Check create(Options options) {
      String host = options.find(HOST).orElse("");
      return context -> {
        long millis = 8 + Math.abs(host.hashCode() % 40) + context.clock().millis() / 1000 % 23;
        if (!name.equals("disk")) {
          context.phase("resolve", Duration.ofMillis(2));
          context.phase("connect", Duration.ofMillis(millis / 4));
          context.phase("tls", Duration.ofMillis(millis / 2));
          context.phase("first answer", Duration.ofMillis(millis / 4));
          context.phase("total", Duration.ofMillis(millis + 2));
        }
        passing.accept(Duration.ofMillis(millis + 2));
        return scripts.getOrDefault(host, c -> CheckResult.pass()).at(context);
      };
    }
  }

  private static final class Row implements CheckType {
    private static final Option<List<String>> CHECKS = Option.checks("checks", "What to run");

    @Override
    public String name() {
      return "sequence";
    }

    @Override
    public String summary() {
      return "Fails if a member fails.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(CHECKS);
    }

    @Override
    public Check create(Options options) {
      return context -> {
        List<MemberState> members = context.runAll(options.get(CHECKS));
        members.forEach(m -> context.log(m.name() + ": " + m.status()));
        List<String> failing = names(members, Status.FAIL);
        List<String> unknown = names(members, Status.UNREACHABLE);
        if (!failing.isEmpty()) {
          return CheckResult.failing(failing);
        }
        return unknown.isEmpty() ? CheckResult.pass() : CheckResult.unreachable(unknown);
      };
    }

    private static List<String> names(List<MemberState> members, Status status) {
      return members.stream().filter(m -> m.status() == status).map(MemberState::name).toList();
    }
  }

  private final class DemoAction implements ActionType {
    private final String name;

    DemoAction(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String summary() {
      return "Takes what it is given.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {
        String why = broken.get(name);
        if (why != null) {
          throw new java.io.IOException(why);
        }
      };
    }
  }
}
