package org.fletchck.mqtt;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Transition;
import org.fletchck.state.RunReport;
import org.fletchck.state.SiteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a site with others over MQTT while its configuration has a section {@code mqtt}:
 * publishes the states of checks with a topic, applies those that arrive, and shows checks to Home
 * Assistant. Follows each change of the configuration. The state of the connection is reported by
 * {@link SiteListener#componentDown} and {@link SiteListener#componentUp} as the component {@code
 * mqtt}, and shown by {@link Site#problems}. Never blocks the site. Each site with a bridge needs
 * its own {@link org.fletchck.spi.Types}: {@code remote} and {@code mqtt} find their bridge there.
 *
 * <pre>{@code
 * try (Site site = Site.with(types).open(config);
 *     MqttBridge bridge = MqttBridge.start(site, SiteEditor.inMemory(site))) {
 *   ...
 * }
 * }</pre>
 */
public final class MqttBridge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MqttBridge.class);
  private static final String PART = "mqtt";

  private final Site site;
  private final BridgeWorker worker = new BridgeWorker();
  private final BridgeState bridgeState;
  private final TopicClearing clearing;
  private final Reception reception;
  private final Publisher publisher;
  private final ListeningPeriod hearing;
  private final Object ears = new Object();
  private @Nullable ClientSettings settings;
  private volatile @Nullable Instant lost;
  private volatile Discovery discovery;
  private volatile @Nullable ReconnectingClient link;
  private volatile boolean closed;

  private MqttBridge(Site site, SiteEditor editor) {
    this.site = site;
    bridgeState = new BridgeState(site);
    OnceLog log = new OnceLog(LOG::warn);
    clearing = new TopicClearing(bridgeState, worker, this::withdraw);
    reception = new Reception(site, worker, new AutoAdd(editor, bridgeState), clearing, log);
    publisher = new Publisher(log);
    hearing = hearing(site);
    discovery = Discovery.of(site, SiteConfig.empty(), "");
  }

  private static ListeningPeriod hearing(Site site) {
    return site.types()
        .check(RemoteCheckType.NAME)
        .filter(RemoteCheckType.class::isInstance)
        .map(type -> ((RemoteCheckType) type).hearing())
        .orElseGet(ListeningPeriod::new);
  }

  /**
   * Connects a site according to its configuration, now and after each change of it. Returns
   * immediately, whatever the broker does.
   *
   * @param editor adds checks for names that are reported for the first time
   */
  public static MqttBridge start(Site site, SiteEditor editor) {
    MqttBridge bridge = new MqttBridge(site, editor);
    site.listen(bridge.new SiteEvents());
    bridge.follow();
    return bridge;
  }

  /** Applies the current configuration. */
  private synchronized void follow() {
    if (closed) {
      return;
    }
    SiteConfig config = site.config();
    ClientSettings wanted = wanted(config);
    if (wanted == null || !wanted.equals(settings)) {
      disconnect();
    }
    if (wanted == null) {
      reception.configured(config);
      return;
    }
    publisher.configured(config);
    discovery = Discovery.of(site, config, bridgeState.clientId());
    clearing.configured(topics(), config.checks().keySet());
    reception.configured(config);
    clearing.add(reception.takeLeft());
    if (link == null) {
      connect(wanted);
    } else {
      discovery.showAll(site.states(), this::publish);
    }
    clearing.pending().forEach(topic -> publish(OutgoingMessage.clearing(topic)));
  }

  /** Returns the topics on which the broker retains a message, with the names of checks. */
  private Map<String, String> topics() {
    Map<String, String> topics = new HashMap<>();
    discovery.topics().forEach(topic -> topics.put(topic, ""));
    topics.putAll(publisher.retained());
    return topics;
  }

  /** Reads the section; returns null if there is none, or it is invalid, which is reported. */
  private @Nullable ClientSettings wanted(SiteConfig config) {
    Options mqtt = config.mqtt().orElse(null);
    if (mqtt == null) {
      site.componentRemoved(PART);
      hearing.always();
      return null;
    }
    try {
      List<Problem> errors = mqtt.problems(PART).stream().filter(Problem::isError).toList();
      if (errors.isEmpty()) {
        return ClientSettings.of(mqtt, bridgeState.clientId());
      }
      site.componentDown(PART, "not connected: the section has an error");
    } catch (IllegalArgumentException e) { // a reference that can't be resolved
      site.componentDown(PART, "not connected: " + e.getMessage());
    }
    hearing.never();
    return null;
  }

  private void connect(ClientSettings wanted) {
    settings = wanted;
    lost = null;
    reception.disconnected();
    String filter = Objects.requireNonNullElse(wanted.topics().subscribed(), "");
    if (!filter.isEmpty()) {
      hearing.never();
    } else {
      hearing.always();
    }
    ReconnectingClient made =
        ReconnectingClient.open(wanted, new ConnectionEvents(wanted.broker().toString(), filter));
    link = made;
    use(made);
    publisher.publishAll(site.states(), made::offer); // its predecessor may not have sent all
    if (closed) {
      disconnect();
    }
  }

  private void disconnect() {
    ReconnectingClient before = link;
    settings = null;
    link = null;
    use(null);
    if (before != null) {
      before.close();
    }
  }

  private void use(@Nullable ReconnectingClient now) {
    site.types()
        .action(MqttActionType.NAME)
        .filter(MqttActionType.class::isInstance)
        .ifPresent(type -> ((MqttActionType) type).site().set(now));
  }

  /** A kept session still has the earlier subscription, and with it a share of the messages. */
  private void unsubscribe(String now) {
    String before = bridgeState.filter();
    ReconnectingClient by = link;
    if (before.equals(now) || by == null) {
      return;
    }
    if (before.isEmpty()) {
      bridgeState.filter(now);
    } else {
      by.unsubscribe(before).thenRun(() -> worker.execute(() -> bridgeState.filter(now)));
    }
  }

  private void publish(OutgoingMessage message) {
    ReconnectingClient now = link;
    if (now != null && !closed) {
      now.publish(message);
    }
  }

  private void withdraw(String topic) {
    ReconnectingClient now = link;
    if (now != null) {
      now.withdraw(topic);
    }
  }

  /**
   * Ends the connection within about two seconds; the broker lets others know that this site is
   * offline. Messages that have arrived are processed, so close the site after this or {@link
   * #stopHearing}.
   */
  @Override
  public void close() {
    stopHearing();
    ReconnectingClient before = link;
    use(null);
    if (before != null) {
      before.close();
    }
  }

  /**
   * Processes the messages that have arrived, within about a second, and accepts no more: the
   * broker keeps those. Not needed before {@link #close}, which does it first.
   */
  public void stopHearing() {
    synchronized (ears) {
      closed = true;
    }
    hearing.never();
    worker.finish(reception::finish);
  }

  /** Listens to the site, on threads that must not be blocked. */
  private final class SiteEvents implements SiteListener {
    @Override
    public void configured(SiteConfig config, List<Problem> problems) {
      worker.execute(MqttBridge.this::follow);
    }

    @Override
    public void ran(RunReport report) {
      Consumer<OutgoingMessage> to = MqttBridge.this::publish;
      publisher.ran(report, site.clock().instant(), to);
      discovery.show(report.check(), report.state(), to);
    }

    @Override
    public void changed(String check, String type, Transition transition) {
      discovery.show(check, transition.after(), MqttBridge.this::publish);
    }
  }

  /** Listens to the connection, on its threads, which must not be blocked. */
  private final class ConnectionEvents implements ClientListener {
    private final String broker;
    private final String filter;

    ConnectionEvents(String broker, String filter) {
      this.broker = broker;
      this.filter = filter;
    }

    @Override
    public void connected() {
      reception.connected();
      if (!filter.isEmpty()) {
        hearing.begins(site::runningTime);
      }
      worker.execute(
          () -> {
            lost = null;
            site.componentUp(PART, "connected to " + broker);
            discovery.showAll(site.states(), MqttBridge.this::publish);
            unsubscribe(filter);
          });
    }

    @Override
    public void disconnected(String reason) {
      reception.disconnected();
      if (!filter.isEmpty()) {
        hearing.never();
      }
      Instant now = site.clock().instant();
      worker.execute(
          () -> {
            lost = Objects.requireNonNullElse(lost, now);
            String since = StateMessage.text(lost, site.config().zone());
            site.componentDown(
                PART, "not connected to " + broker + " since " + since + ": " + reason);
          });
    }

    @Override
    public void cleared(String topic) {
      clearing.done(topic);
    }

    @Override
    public boolean received(IncomingMessage message) {
      synchronized (ears) {
        if (!closed) {
          reception.received(message);
        }
        return !closed;
      }
    }
  }
}
