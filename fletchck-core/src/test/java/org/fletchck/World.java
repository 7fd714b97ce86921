package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.testing.ManualScheduler;

/** A small made-up world for tests of the engine: things that break, and a box of what was sent. */
public final class World {

  public static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  public final Set<String> broken = Collections.synchronizedSet(new HashSet<>());
  public final List<Notification> sent = Collections.synchronizedList(new ArrayList<>());
  public final List<String> runs = Collections.synchronizedList(new ArrayList<>());
  public final Map<String, Runnable> during = new ConcurrentHashMap<>();
  public final ManualScheduler time;
  private final boolean severalWorkers;
  public SiteConfig config =
      SiteConfig.empty()
          .with("grace", 0)
          .with("timezone", "UTC")
          .withAction(ActionConfig.of("box", "box"));

  public World(long seed) {
    this(new ManualScheduler(START, seed), false);
  }

  public World(ManualScheduler severalWorkers) {
    this(severalWorkers, true);
  }

  private World(ManualScheduler time, boolean severalWorkers) {
    this.time = time;
    this.severalWorkers = severalWorkers;
  }

  /** The types of this world: {@code thing} fails while its name is broken. */
  public Types types(PluginType<?>... more) {
    List<PluginType<?>> all = new ArrayList<>(List.of(more));
    all.addAll(
        List.of(
            new WorldCheckType("thing", true),
            new WorldCheckType("test", false),
            new Row(),
            new Box()));
    return Types.of(all);
  }

  public World with(CheckConfig check) {
    config = config.withCheck(check);
    return this;
  }

  public static CheckConfig thing(String name, int seconds) {
    return thing(name).every(Duration.ofSeconds(seconds)).actions("box");
  }

  /** A check without a trigger that tells nobody. */
  public static CheckConfig thing(String name) {
    return CheckConfig.of(name, "thing").option("hostname", name);
  }

  public static CheckConfig row(String name, String... members) {
    return CheckConfig.of(name, "row").option("checks", List.of(members)).actions("box");
  }

  public Site open() {
    return Site.with(types()).scheduler(time).open(config);
  }

  public void pass(Duration by) {
    time.advance(by);
  }

  /** What was sent, such as {@code FAIL router}. */
  public List<String> headlines() {
    synchronized (sent) {
      return sent.stream().map(n -> n.change().word() + " " + n.subject().name()).toList();
    }
  }

  private final class WorldCheckType implements CheckType {
    private static final Option<String> HOST = Option.text("hostname", "What breaks").required();
    private final String name;
    private final boolean repeatable;

    WorldCheckType(String name, boolean repeatable) {
      this.name = name;
      this.repeatable = repeatable;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String summary() {
      return "Fails while something is broken.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(HOST);
    }

    @Override
    public boolean repeatable() {
      return repeatable;
    }

    @Override
    public boolean receivesReports() {
      return !repeatable;
    }

    @Override
    public Check create(Options options) {
      String host = options.get(HOST);
      return context -> {
        runs.add(host);
        during.getOrDefault(host, () -> {}).run();
        if (severalWorkers) {
          LockSupport.parkNanos(1); // let another go first; it takes longer than all the rest
        }
        return broken.contains(host) ? CheckResult.fail(host + " is broken") : CheckResult.pass();
      };
    }
  }

  private static final class Row implements CheckType {
    private static final Option<List<String>> CHECKS = Option.checks("checks", "What to run");

    @Override
    public String name() {
      return "row";
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
        members.forEach(member -> member.log().forEach(context::log));
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

  private final class Box implements ActionType {
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
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {
        context.log("in the box");
        sent.add(notification);
      };
    }
  }
}
