package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.mqtt.ClientSettings.Broker;
import org.fletchck.mqtt.ClientSettings.Client;
import org.fletchck.mqtt.ClientSettings.Topics;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.state.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site says to a real broker, and what it makes of what it hears. */
class MqttBridgeIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Mosquitto broker;

  @BeforeEach
  void startABroker() throws Exception {
    broker = new Mosquitto(folder).start();
  }

  @AfterEach
  void endEverything() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    broker.close();
  }

  private Instance open(SiteConfig config) {
    Instance instance = new Instance(config);
    opened.add(instance);
    return instance;
  }

  private ReconnectingClient link(String filter, ClientListener listener) {
    ReconnectingClient link =
        ReconnectingClient.open(
            new ClientSettings(
                new Broker("127.0.0.1", broker.port(), false, null),
                null,
                new Client("observer" + opened.size(), false, 3),
                new Topics(filter, null, 1),
                false),
            listener);
    opened.add(link);
    return link;
  }

  /** Returns what the broker keeps under a filter, by topic, as soon as it is so many. */
  private Map<String, String> kept(String filter, int count) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> keptNow(filter), now -> now.size() >= count);
  }

  /** The broker sends what it keeps before what is published later. */
  private Map<String, String> keptNow(String filter) throws Exception {
    Heard heard = new Heard();
    String last = filter.replace("#", "last");
    try (ReconnectingClient link = link(filter, heard)) {
      heard.awaitConnected();
      link.publish(new OutgoingMessage(last, new byte[] {'x'}, false));
      heard.await("the last message", () -> heard.latest.containsKey(last));
    }
    heard.latest.remove(last);
    return heard.latest;
  }

  private void awaitNothingKept(String filter) {
    await().atMost(Duration.ofSeconds(20)).until(() -> keptNow(filter).isEmpty());
  }

  @Test
  void clearsRetainedMessageOfRemovedPublishingCheck() throws Exception {
    Instance edge = open(Instance.at(broker).withCheck(Instance.thing("web")));
    edge.pass(MINUTE);
    assertThat(kept("site/#", 1)).containsOnlyKeys("site/web");

    edge.edit(config -> config.withoutCheck("web"));

    awaitNothingKept("site/#");
  }

  @Test
  void clearsOldTopicWhenChangedWhileStopped() throws Exception {
    Store store = Store.inMemory();
    SiteConfig config = Instance.at(broker).withCheck(Instance.thing("web"));
    try (Instance edge = new Instance(config, store)) {
      edge.pass(MINUTE);
      assertThat(kept("site/#", 1)).containsOnlyKeys("site/web");
    }

    CheckConfig moved = Instance.thing("web").publish("elsewhere/web");
    opened.add(new Instance(config.withCheck(moved), Store.inMemory(store.snapshot())));

    awaitNothingKept("site/#");
  }

  @Test
  void clearsTopicOfCheckRemovedDuringOutageAfterRestart() throws Exception {
    Store store = Store.inMemory();
    SiteConfig config = Instance.at(broker).withCheck(Instance.thing("web"));
    try (Instance edge = new Instance(config, store)) {
      edge.pass(MINUTE);
      assertThat(kept("site/#", 1)).containsOnlyKeys("site/web");
      broker.stop();
      edge.edit(c -> c.withoutCheck("web"));
      edge.until(() -> store.snapshot().metadata().getOrDefault("mqtt.added", "").contains("web"));
    }
    broker.start();
    assertThat(keptNow("site/#")).containsOnlyKeys("site/web");

    Store later = Store.inMemory(store.snapshot());
    Instance again = new Instance(Instance.at(broker), later);
    opened.add(again);

    awaitNothingKept("site/#");
    again.until(() -> !later.snapshot().metadata().get("mqtt.published").contains("site/web"));
  }

  @Test
  void doesNotAddOwnCheckThatWasRemovedWhileStopped() throws Exception {
    Store store = Store.inMemory();
    SiteConfig config = Instance.at(broker, "basetopic", "site/#");
    try (Instance site = new Instance(config.withCheck(Instance.thing("web")), store)) {
      site.broken.add("web");
      site.pass(MINUTE);
      assertThat(kept("site/#", 1)).containsOnlyKeys("site/web");
    }

    Instance site = new Instance(config, Store.inMemory(store.snapshot()));
    opened.add(site);
    awaitNothingKept("site/#");
    link(null, new Heard())
        .publish(new OutgoingMessage("site/b", Messages.state("b", true), false));
    site.untilStatus("b", Status.FAIL);

    assertThat(site.site.config().checks()).containsOnlyKeys("b");
  }

  @Test
  void clearsRetainedMessageOfRemovedRemoteCheck() throws Exception {
    Instance hub = open(Instance.at(broker, "basetopic", "far/#"));
    link(null, new Heard()).publish(new OutgoingMessage("far/x", Messages.state("x", true), true));
    hub.untilStatus("x", Status.FAIL);
    assertThat(kept("far/#", 1)).containsOnlyKeys("far/x");

    hub.edit(config -> config.withoutCheck("x"));

    awaitNothingKept("far/#");
    assertThat(hub.site.config().checks()).isEmpty();
  }

  @Test
  void acceptsRetainedReportFromBeforeStart() throws Exception {
    link(null, new Heard()).publish(new OutgoingMessage("far/x", Messages.state("x", true), true));
    assertThat(kept("far/#", 1)).containsOnlyKeys("far/x");

    open(Instance.at(broker, "basetopic", "far/#")).untilStatus("x", Status.FAIL);
  }

  @Test
  void recordsOnlyLatestStateReceivedWhileStopped() throws Exception {
    SiteConfig config =
        Instance.at(broker, "basetopic", "far/#", "clientid", "hub")
            .withCheck(Instance.remote("x"));
    try (Instance hub = new Instance(config)) {
      hub.untilConnected();
    }
    Heard heard = new Heard();
    ReconnectingClient edge = link("far/#", heard);
    heard.awaitConnected();
    for (int i = 0; i < 50; i++) {
      edge.send(new OutgoingMessage("far/x", Messages.state("x", i % 2 == 1), false))
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    }

    Instance again = open(config);
    again.untilNotified("FAIL x");

    assertThat(again.site.history().runs(again.site.id("x").orElseThrow(), 100)).hasSize(1);
  }

  @Test
  void leavesUnprocessedMessagesWithBrokerWhenStopping() throws Exception {
    SiteConfig config = Instance.at(broker, "basetopic", "far/#", "clientid", "hub");
    Instance hub = open(config);
    hub.untilConnected();
    hub.bridge.stopHearing();
    ReconnectingClient edge = link(null, new Heard());
    edge.publish(new OutgoingMessage("far/x", Messages.state("x", true), false));
    edge.publish(new OutgoingMessage("far/y", Messages.state("y", true), true));
    await() // it is kept, and no longer seen in passing: both have passed the broker
        .atMost(Duration.ofSeconds(20))
        .until(() -> keptNow("far/#").keySet().equals(Set.of("far/y")));
    hub.bridge.close();

    Instance again = open(config);

    again.untilStatus("x", Status.FAIL);
    assertThat(hub.site.config().checks()).isEmpty();
  }

  @Test
  void appliesMqttSectionChangesAndReportsOutages() throws Exception {
    Instance site = open(SiteConfig.empty().withCheck(Instance.thing("web")));
    assertThat(site.site.problems()).noneMatch(p -> p.path().equals("mqtt"));

    Map<String, Object> section = Instance.at(broker).section("mqtt").orElseThrow();
    site.edit(config -> config.with("mqtt", section));
    site.untilConnected();
    assertThat(site.links).containsExactly("connected to 127.0.0.1:" + broker.port());

    broker.kill();
    site.until(() -> site.links.size() == 2);
    assertThat(site.links.get(1))
        .startsWith("not connected to 127.0.0.1:" + broker.port() + " since 2026-11-21T00:00:00");
    assertThat(site.site.problems()).extracting(Problem::path).contains("mqtt");

    broker.start();
    site.until(
        () -> site.links.size() >= 3 && site.links.get(site.links.size() - 1).startsWith("conn"));
    assertThat(site.site.problems()).extracting(Problem::path).doesNotContain("mqtt");

    site.edit(config -> config.with("mqtt", null));
    site.pass(MINUTE);
    site.edit(config -> config.with("mqtt", Map.of("port", "no number")));
    site.until(() -> site.links.contains("not connected: the section has an error"));
  }

  @Test
  void publishesHomeAssistantDiscoveryUntilCheckIsRemoved() throws Exception {
    Instance site =
        open(
            Instance.at(broker, "discovery", "ha", "lwt", "here")
                .withCheck(Instance.thing("web").publish(""))
                .withCheck(Instance.remote("far")));
    site.broken.add("web");
    site.pass(MINUTE);
    String web = "ha/binary_sensor/fletchck/" + site.site.id("web").orElseThrow();
    String far = "ha/binary_sensor/fletchck/" + site.site.id("far").orElseThrow();

    Map<String, String> kept = kept("ha/#", 4);
    assertThat(kept)
        .containsOnlyKeys(web + "/config", web + "/state", far + "/config", far + "/state");
    JsonNode config = JSON.readTree(kept.get(web + "/config"));
    assertThat(config.get("state_topic").asText()).isEqualTo(web + "/state");
    assertThat(config.get("availability").get(0).get("topic").asText()).isEqualTo("here");
    await()
        .until(
            () ->
                JSON.readTree(kept("ha/#", 4).get(web + "/state"))
                    .get("state")
                    .asText()
                    .equals("ON"));
    JsonNode state = JSON.readTree(kept("ha/#", 4).get(web + "/state"));
    assertThat(state.get("attributes").get("reason").asText()).isEqualTo("web is broken");
    assertThat(state.get("attributes").get("level").asText()).isEqualTo("0%");
    assertThat(JSON.readTree(kept.get(far + "/state")).get("state").asText()).isEqualTo("None");

    site.edit(c -> c.withoutCheck("web"));
    await().until(() -> kept("ha/#", 2).keySet().equals(Set.of(far + "/config", far + "/state")));

    site.edit(
        c -> {
          Map<String, Object> off = new java.util.HashMap<>(c.section("mqtt").orElseThrow());
          off.remove("discovery");
          return c.with("mqtt", off);
        });
    awaitNothingKept("ha/#");
  }

  @Test
  void sharesASubscriptionWithinAGroup() throws Exception {
    String[] group = {"basetopic", "far/#", "version", "5", "share", "hubs"};
    Instance one = open(Instance.at(broker, group));
    Instance two = open(Instance.at(broker, group));
    one.untilConnected();
    two.untilConnected();
    ReconnectingClient sender = link(null, new Heard());
    for (int i = 0; i < 40; i++) {
      sender.publish(new OutgoingMessage("far/n" + i, Messages.state("n" + i, false), false));
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> one.site.states().size() + two.site.states().size() >= 40);
    assertThat(one.site.states()).isNotEmpty();
    assertThat(two.site.states()).isNotEmpty();
    Set<String> all = new TreeSet<>(one.site.states().keySet());
    assertThat(all).doesNotContainAnyElementsOf(two.site.states().keySet());
    all.addAll(two.site.states().keySet());
    assertThat(all).hasSize(40);
  }

  @Test
  void unsubscribesWhenLeavingGroup() throws Exception {
    String[] hub = {"basetopic", "far/#", "version", "5", "clientid", "hub"};
    SiteConfig alone = Instance.at(broker, hub);
    Map<String, Object> section = new HashMap<>(alone.section("mqtt").orElseThrow());
    section.put("share", "hubs");
    Instance site = open(alone.with("mqtt", section));
    site.until(
        () -> "$share/hubs/far/#".equals(site.store.snapshot().metadata().get("mqtt.filter")));
    site.edit(config -> alone);
    site.until(() -> "far/#".equals(site.store.snapshot().metadata().get("mqtt.filter")));

    Heard member = new Heard();
    ClientSettings settings = TestClients.settings(broker.port(), "member", 5);
    Topics share = new Topics("$share/hubs/far/#", null, 1);
    opened.add(
        ReconnectingClient.open(
            new ClientSettings(settings.broker(), null, settings.client(), share, false), member));
    member.awaitConnected();
    ReconnectingClient edge = link(null, new Heard());
    for (int i = 0; i < 20; i++) {
      edge.publish(new OutgoingMessage("far/n" + i, Messages.state("n" + i, false), false));
    }

    member.await("all", () -> member.latest.size() == 20);
  }

  @Test
  void publishesLatestStateOfEachCheckAfterBrokerOutage() throws Exception {
    SiteConfig config = Instance.at(broker);
    for (int i = 0; i < 20; i++) {
      config = config.withCheck(Instance.thing("t" + i));
    }
    Instance edge = open(config);
    edge.untilConnected();
    broker.kill();
    edge.pass(Duration.ofMinutes(10));
    IntStream.range(0, 20).forEach(i -> edge.broken.add("t" + i));
    edge.pass(MINUTE);

    broker.start();

    assertThat(kept("site/#", 20))
        .hasSize(20)
        .allSatisfy((topic, json) -> assertThat(json).contains("\"failState\":true"));
  }

  @Test
  void publishesLatestStatesWhenSectionChangedDuringOutage() throws Exception {
    Instance edge = open(Instance.at(broker).withCheck(Instance.thing("web")));
    edge.untilConnected();
    broker.kill();
    edge.broken.add("web");
    edge.pass(MINUTE);

    edge.edit(
        config -> config.with("mqtt", Instance.at(broker, "lwt", "here").section("mqtt").get()));
    broker.start();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> kept("site/#", 1).get("site/web").contains("\"failState\":true"));
  }

  @Test
  void publishesLatestStatesWhenRestartedDuringOutage() throws Exception {
    broker.kill();
    Store store = Store.inMemory();
    SiteConfig config = Instance.at(broker).withCheck(Instance.thing("web"));
    try (Instance edge = new Instance(config, store)) {
      edge.broken.add("web");
      edge.pass(Duration.ofMinutes(5));
    }
    Instance again = new Instance(config, Store.inMemory(store.snapshot()), Duration.ofHours(1));
    opened.add(again);
    broker.start();

    assertThat(kept("site/#", 1).get("site/web")).contains("\"failState\":true");
  }

  @Test
  void actionDeliversToSeparateBrokerAfterItsOutage() throws Exception {
    Path other = java.nio.file.Files.createDirectory(folder.resolve("other"));
    try (Mosquitto second = new Mosquitto(other)) {
      ActionConfig action =
          ActionConfig.of("tell", "mqtt")
              .option("topic", "alerts/")
              .option("hostname", "127.0.0.1")
              .option("port", second.port())
              .option("usetls", false);
      Instance site =
          open(
              Instance.at(broker)
                  .withAction(action)
                  .withCheck(Instance.thing("we/b").actions("tell", "box")));
      site.broken.add("we/b");
      site.pass(MINUTE);
      site.untilNotified("FAIL we/b");
      assertThat(site.store.snapshot().outbox()).hasSize(1);

      second.start();
      site.pass(Duration.ofMinutes(5));
      Heard heard = new Heard();
      try (ReconnectingClient link =
          ReconnectingClient.open(
              new ClientSettings(
                  new Broker("127.0.0.1", second.port(), false, null),
                  null,
                  new Client("observer", false, 3),
                  new Topics("alerts/#", null, 1),
                  false),
              heard)) {
        heard.awaitConnected();
        site.until(() -> heard.latest.containsKey("alerts/web"));
        assertThat(link.isConnected()).isTrue();
      }
      StateMessage sent =
          StateCodec.read(
              heard.latest.get("alerts/web").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(heard.order.get(0)).startsWith("alerts/web (kept)");
      assertThat(sent.name()).isEqualTo("we/b");
      assertThat(sent.data().failState()).isTrue();
      assertThat(sent.data().log()).containsExactly("we/b is broken", "looked at we/b");
    }
  }

  @Test
  void doesNotLoopOnNotificationsUnderOwnBasetopic() throws Exception {
    Instance hub =
        open(
            Instance.at(broker, "basetopic", "far/#")
                .withAction(ActionConfig.of("tell", "mqtt").option("topic", "far/alerts"))
                .withCheck(Instance.remote("x").actions("tell", "box")));
    hub.untilConnected();
    ReconnectingClient edge = link(null, new Heard());
    edge.publish(new OutgoingMessage("far/x", Messages.state("x", true), true));
    hub.untilNotified("FAIL x");
    hub.until(() -> hub.store.snapshot().outbox().isEmpty());
    assertThat(kept("far/alerts/#", 1)).containsOnlyKeys("far/alerts/x");

    edge.publish(new OutgoingMessage("far/x", Messages.state("x", false), true));
    hub.untilNotified("FAIL x", "PASS x");
    hub.until(() -> hub.store.snapshot().outbox().isEmpty());

    assertThat(hub.site.config().checks()).containsOnlyKeys("x");
    assertThat(hub.site.history().runs(hub.site.id("x").orElseThrow(), 10)).hasSize(2);
  }

  @Test
  void actionDeliversToBrokerOfSiteAfterItsOutage() throws Exception {
    Instance site =
        open(
            Instance.at(broker, "qos", "0")
                .withAction(ActionConfig.of("tell", "mqtt").option("topic", "alerts"))
                .withCheck(Instance.thing("web").actions("tell")));
    site.untilConnected();
    broker.kill();
    site.broken.add("web");
    site.pass(MINUTE);
    broker.start();
    site.until(() -> site.links.size() >= 3);
    site.pass(Duration.ofMinutes(20));

    assertThat(kept("alerts/#", 1).get("alerts/web")).contains("\"failState\":true");

    site.broken.clear();
    site.pass(MINUTE);
    await().until(() -> kept("alerts/#", 1).get("alerts/web").contains("\"failState\":false"));
  }
}
