package org.fletchck.mqtt;

import java.nio.file.Path;
import java.util.Optional;
import org.fletchck.config.MqttKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a broker, and as whom.
 *
 * @param broker where it is
 * @param login who is asking; null for nobody in particular
 * @param client the client as the broker knows it
 * @param topics what is subscribed and published
 * @param debug whether each step is logged
 */
record ClientSettings(
    Broker broker, @Nullable Login login, Client client, Topics topics, boolean debug) {

  /**
   * Where the broker is.
   *
   * @param cafile the certificates that are trusted, as PEM; null for the system's
   */
  record Broker(String host, int port, boolean tls, @Nullable Path cafile) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Name and password; the password may be missing. */
  record Login(String username, @Nullable String password) {
    @Override
    public String toString() {
      return username;
    }
  }

  /**
   * The client as the broker knows it.
   *
   * @param persist whether the broker keeps its session while it is away
   * @param version 3 for MQTT 3.1.1, or 5
   */
  record Client(String id, boolean persist, int version) {}

  /**
   * What is subscribed and published.
   *
   * @param subscribed the topic filter to subscribe, or null
   * @param presence the topic that says online or offline, or null
   * @param qos quality of service of all messages, 0 to 2
   */
  record Topics(@Nullable String subscribed, @Nullable String presence, int qos) {}

  /** Returns these for a session that takes and keeps nothing, and ends the one that is kept. */
  ClientSettings forgetting() {
    Client forgetful = new Client(client.id(), false, client.version());
    return new ClientSettings(
        broker, login, forgetful, new Topics(null, null, topics.qos()), debug);
  }

  /**
   * Reads the {@code mqtt} object of a site.
   *
   * @param madeId the client's id if the site names none
   */
  static ClientSettings of(Options mqtt, String madeId) {
    boolean tls = mqtt.get(MqttKeys.TLS);
    Broker broker =
        new Broker(
            mqtt.get(MqttKeys.HOSTNAME),
            mqtt.find(MqttKeys.PORT).orElse(tls ? 8883 : 1883),
            tls,
            text(mqtt, MqttKeys.CAFILE).map(mqtt.folder()::resolve).orElse(null));
    Client client =
        new Client(
            text(mqtt, MqttKeys.CLIENTID).orElse(madeId),
            mqtt.get(MqttKeys.PERSIST),
            mqtt.get(MqttKeys.VERSION));
    Topics topics =
        new Topics(
            subscribed(mqtt).orElse(null),
            text(mqtt, MqttKeys.LWT).orElse(null),
            mqtt.get(MqttKeys.QOS));
    return new ClientSettings(broker, login(mqtt), client, topics, mqtt.get(MqttKeys.DEBUG));
  }

  /** Shared subscriptions: MQTT 5.0, section 4.8.2. */
  private static Optional<String> subscribed(Options mqtt) {
    Optional<String> group = text(mqtt, MqttKeys.SHARE);
    return text(mqtt, MqttKeys.BASETOPIC)
        .map(topic -> group.map(g -> "$share/" + g + "/" + topic).orElse(topic));
  }

  private static @Nullable Login login(Options mqtt) {
    return text(mqtt, MqttKeys.USERNAME)
        .map(name -> new Login(name, text(mqtt, MqttKeys.PASSWORD).orElse(null)))
        .orElse(null);
  }

  /** An empty text is as good as none. */
  private static Optional<String> text(Options mqtt, Option<String> key) {
    return mqtt.find(key).filter(value -> !value.isEmpty());
  }
}
