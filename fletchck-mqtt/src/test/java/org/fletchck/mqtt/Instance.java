package org.fletchck.mqtt;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.fletchck.Site;
import org.fletchck.SiteBuilder;
import org.fletchck.SiteEditor;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;

/** A site with a bridge, in a made-up world: things that break, and a box of what was sent. */
final class Instance implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  final Set<String> broken = Collections.synchronizedSet(new HashSet<>());
  final List<Notification> sent = Collections.synchronizedList(new ArrayList<>());
  final List<String> links = Collections.synchronizedList(new ArrayList<>());
  final ManualScheduler time;
  final Store store;
  final Site site;
  final SiteEditor editor;
  final MqttBridge bridge;

  Instance(SiteConfig config) {
    this(config, Store.inMemory());
  }

  Instance(SiteConfig config, Store store) {
    this(config, store, Duration.ZERO);
  }

  /** Opens it that long after the usual start. */
  Instance(SiteConfig config, Store store, Duration later) {
    this.store = store;
    time = new ManualScheduler(START.plus(later), 1);
    SiteBuilder with =
        Site.with(types()).scheduler(time).store(store).listener(new RecordingListener());
    site = with.open(config);
    editor = SiteEditor.inMemory(site);
    bridge = MqttBridge.start(site, editor);
  }

  /** Returns a site that tells a box, and talks to this broker. */
  static SiteConfig at(Mosquitto broker, String... mqtt) {
    Map<String, Object> section = new HashMap<>(Map.of("hostname", "127.0.0.1"));
    section.put("port", broker.port());
    for (int i = 0; i < mqtt.length; i += 2) {
      section.put(mqtt[i], mqtt[i + 1]);
    }
    return SiteConfig.empty()
        .with("grace", 0)
        .with("timezone", "UTC")
        .with("mqtt", section)
        .withAction(ActionConfig.of("box", "box"));
  }

  /** A check each minute that tells the box and publishes under {@code site/NAME}. */
  static CheckConfig thing(String name) {
    return CheckConfig.of(name, "thing")
        .option("name", name)
        .every(Duration.ofMinutes(1))
        .actions("box")
        .publish("site/" + name);
  }

  static CheckConfig remote(String name) {
    return CheckConfig.of(name, new RemoteCheckType()).actions("box");
  }

  private Types types() {
    return Types.of(
        new InstanceCheckType(), new RemoteCheckType(), new Box(), new MqttActionType());
  }

  void pass(Duration by) {
    time.advance(by);
  }

  void edit(UnaryOperator<SiteConfig> change) {
    try {
      editor.edit(change);
    } catch (SiteFileException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets everything that is due be done until something is so. */
  void until(BooleanSupplier so) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              time.runDue();
              return so.getAsBoolean();
            });
  }

  void untilConnected() {
    until(() -> links.stream().anyMatch(link -> link.startsWith("connected")));
  }

  void untilStatus(String check, Status status) {
    until(() -> status(check) == status);
  }

  /** Lets everything be done until what was sent is this. */
  void untilNotified(String... headlines) {
    until(() -> sent.size() >= headlines.length);
    org.assertj.core.api.Assertions.assertThat(headlines()).containsExactly(headlines);
  }

  /** Waits until a report of this check arrived at the present time. */
  void untilReported(String check) {
    until(
        () ->
            state(check)
                .map(state -> time.clock().instant().equals(state.times().report()))
                .orElse(false));
  }

  Optional<CheckState> state(String check) {
    return site.state(check);
  }

  Status status(String check) {
    return state(check).map(CheckState::status).orElse(null);
  }

  /** What was sent, such as {@code FAIL router}. */
  List<String> headlines() {
    synchronized (sent) {
      return sent.stream().map(n -> n.change().word() + " " + n.subject().name()).toList();
    }
  }

  @Override
  public void close() {
    bridge.close();
    site.close();
  }

  private final class RecordingListener implements SiteListener {
    @Override
    public void componentUp(String part, String how) {
      links.add(how);
    }

    @Override
    public void componentDown(String part, String reason) {
      links.add(reason);
    }
  }

  private final class InstanceCheckType implements CheckType {
    private static final Option<String> NAME = Option.text("name", "What breaks").required();

    @Override
    public String name() {
      return "thing";
    }

    @Override
    public String summary() {
      return "Fails while something is broken.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(NAME);
    }

    @Override
    public Check create(Options options) {
      String name = options.get(NAME);
      return context -> {
        context.log("looked at " + name);
        return broken.contains(name)
            ? CheckResult.fail(name + " is broken").withLevel("0%")
            : CheckResult.pass().withLevel("100%");
      };
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
      return (notification, context) -> sent.add(notification);
    }
  }
}
