package org.fletchck.mqtt;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes arriving messages. The client's thread reads a message and finds out whether it is
 * wanted here; the bridge's worker applies the state, or adds a check for it.
 */
final class Reception {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int LONGEST = 64 * 1024;
  private static final int AT_A_TIME = 500;
  private static final Duration GATHERING = Duration.ofMillis(500);
  private static final Duration CATCHING_UP = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);
  private static final String TOPIC = "topic";
  private static final String ECHO =
      "messages that an mqtt action of this site publishes there are ignored; give the action a"
          + " topic that isn't under basetopic";

  private final Site site;
  private final BridgeWorker worker;
  private final AutoAdd autoAdd;
  private final TopicClearing clearing;
  private final OnceLog log;
  private final Inbox known = new Inbox();
  private final Inbox fresh = new Inbox();

  /** States that wait until their senders' types are saved, so that notifications show them. */
  private final Inbox untyped = new Inbox();

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> retyped = new HashSet<>();
  private final Map<String, String> topics = new ConcurrentHashMap<>();
  private final Set<String> left = new HashSet<>();
  private volatile Duration gathering = GATHERING;
  private volatile long connected = System.nanoTime();
  private volatile boolean isConnected;
  private volatile View view;

  Reception(Site site, BridgeWorker worker, AutoAdd autoAdd, TopicClearing clearing, OnceLog log) {
    this.log = log;
    this.site = site;
    this.worker = worker;
    this.autoAdd = autoAdd;
    this.clearing = clearing;
    AlertTopics alerts = AlertTopics.of(site.config(), site.types());
    view = new View(Recipients.of(site.config()), alerts, Set.of(), 0, false);
  }

  /** Applies a configuration. */
  void configured(SiteConfig config) {
    Set<String> before = view.recipients().names();
    Recipients now = Recipients.of(config);
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(now.names());
    if (!gone.isEmpty()) {
      autoAdd.never(gone);
    }
    Set<String> added = Set.copyOf(autoAdd.known());
    AlertTopics alerts = AlertTopics.of(config, site.types());
    view = new View(now, alerts, added, AutoAdd.room(config, added), AutoAdd.isOn(config));
    gone.forEach(name -> Optional.ofNullable(topics.remove(name)).ifPresent(left::add));
    left.removeAll(topics.values());
  }

  /** Records that a connection was made. */
  void connected() {
    connected = System.nanoTime();
    isConnected = true;
  }

  /** Records that the connection was lost: the next one may deliver many messages at once. */
  void disconnected() {
    isConnected = false;
  }

  /** The broker sends what it kept even before the connection is reported. */
  private boolean isCatchingUp() {
    return !isConnected || System.nanoTime() - connected < CATCHING_UP.toNanos();
  }

  /** Takes the topics on which removed checks were reported, and no other check is. */
  Set<String> takeLeft() {
    Set<String> all = Set.copyOf(left);
    left.clear();
    return all;
  }

  /** Handles a message, on a thread that must not be blocked. */
  void received(IncomingMessage incoming) {
    String topic = incoming.topic;
    if (incoming.payload.length == 0) {
      return; // a retained message was cleared
    }
    Optional<String> alerts = view.alerts().above(topic);
    if (alerts.isPresent()) {
      log.warn(TOPIC, alerts.get(), ECHO);
      return;
    }
    if (incoming.payload.length > LONGEST) {
      log.warn(TOPIC, topic, "a message over 64 KiB is ignored");
      return;
    }
    try {
      sort(new ReceivedState(StateCodec.read(incoming.payload), topic, incoming.retained));
    } catch (MalformedException e) {
      log.warn(TOPIC, topic, "a message is ignored: " + e.getMessage());
    }
  }

  private void sort(ReceivedState received) {
    View now = view;
    String name = received.name();
    Optional<CheckConfig> check = now.recipients().find(name);
    if (clearing.isPending(received.topic())) {
      if (check.isEmpty() || received.retained()) {
        return; // sent before the topic was cleared
      }
      clearing.drop(received.topic());
    }
    if (check.isPresent()) {
      if (check.get().publish().filter(received.topic()::equals).isPresent()) {
        log.warn("check", name, "messages that it publishes itself are ignored");
        return;
      }
      if (!received.topic().equals(topics.get(name))) {
        topics.put(name, received.topic());
      }
      if (known.put(received)) {
        worker.after(isCatchingUp() ? CATCHING_UP : Duration.ZERO, this::takeOver);
      }
    } else if (now.recipients().isOwn(name)) {
      log.warn("check", name, "reports of it are ignored: it runs here");
    } else {
      consider(received, now);
    }
  }

  private void consider(ReceivedState received, View now) {
    Optional<String> problem = AutoAdd.problem(received.name());
    if (problem.isPresent()) {
      log.warn(TOPIC, received.topic(), "a message is ignored: " + problem.get());
    } else if (now.added().contains(received.name())) {
      LOG.debug("mqtt: {} was removed here and is ignored", received.name());
    } else if (fresh.holds(received.name()) || fresh.size() < now.room()) {
      if (fresh.put(received)) {
        worker.after(gathering, this::addAll);
      }
    } else if (now.isAdding()) {
      log.warn("mqtt", "autoaddMax", "reached; unknown names are ignored from now on");
    }
  }

  private void takeOver() {
    for (int i = 0; i < AT_A_TIME; i++) {
      Optional<ReceivedState> next = known.take();
      if (next.isEmpty()) {
        return;
      }
      report(next.get());
    }
    worker.execute(this::takeOver); // lets other work run in between
  }

  /** Processes all that has arrived, on the worker, once nothing more arrives. */
  void finish() {
    for (Optional<ReceivedState> next = known.take(); next.isPresent(); next = known.take()) {
      report(next.get());
    }
    addAll();
  }

  private void report(ReceivedState received) {
    CheckConfig check = view.recipients().find(received.name()).orElse(null);
    if (check == null) {
      return;
    }
    String type = received.message().type();
    boolean other = type != null && !check.subType().equals(Optional.of(type));
    if (other && retyped.add(check.name())) { // once, since two senders may disagree
      types.put(check.name(), type);
      if (untyped.put(received)) {
        worker.after(gathering, this::addAll);
      }
    } else if (untyped.holds(received.name())) {
      untyped.put(received);
    } else {
      report(received, check);
    }
  }

  private void report(ReceivedState received, CheckConfig check) {
    SiteConfig config = view.recipients().site();
    try {
      site.report(
          check.name(),
          received.message().report(check.zone(config.zone()), config.zone(), received.retained()));
    } catch (NoSuchElementException | IllegalArgumentException e) {
      LOG.debug("mqtt: {} was changed meanwhile: {}", check.name(), e.getMessage());
    }
  }

  private void addAll() {
    Map<String, ReceivedState> letters = fresh.takeAll();
    if (letters.isEmpty() && types.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    if (autoAdd.add(letters.values(), Map.copyOf(types))) {
      types.clear();
      Duration took = Duration.ofNanos(System.nanoTime() - began).multipliedBy(10);
      gathering = took.compareTo(GATHERING) > 0 ? took : GATHERING;
      configured(site.config());
      letters.values().forEach(this::reportFirst);
    } else {
      letters.values().forEach(fresh::putBack);
      worker.after(AFTER_TROUBLE, this::addAll);
    }
    untyped.takeAll().values().forEach(this::report); // whether their types were saved or not
  }

  private void reportFirst(ReceivedState received) {
    if (view.recipients().find(received.name()).isPresent()) {
      topics.put(received.name(), received.topic());
      report(received);
    }
  }

  /**
   * The configuration as the client's thread sees it.
   *
   * @param alerts the topics to ignore
   * @param added names that are not added again
   * @param room how many more may be added
   */
  private record View(
      Recipients recipients, AlertTopics alerts, Set<String> added, int room, boolean isAdding) {}
}
