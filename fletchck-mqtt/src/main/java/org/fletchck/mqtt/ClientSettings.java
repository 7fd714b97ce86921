package org.fletchck.mqtt;

import java.nio.file.Path;
import java.util.Optional;
import org.fletchck.config.MqttKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to a broker.
 *
 * @param broker where the broker is
 * @param login the credentials; null to connect without
 * @param client the client as the broker knows it
 * @param topics what is subscribed to and published
 * @param debug whether each step is logged
 */
record ClientSettings(
    Broker broker, @Nullable Login login, Client client, Topics topics, boolean debug) {

  /**
   * Where the broker is.
   *
   * @param cafile PEM file with the certificates to trust; null for the system's
   */
  record Broker(String host, int port, boolean tls, @Nullable Path cafile) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** User name and password; the password may be missing. */
  record Login(String username, @Nullable String password) {
    @Override
    public String toString() {
      return username;
    }
  }

  /**
   * The client as the broker knows it.
   *
   * @param persist whether the broker keeps the session while the client is disconnected
   * @param version 3 for MQTT 3.1.1, or 5
   */
  record Client(String id, boolean persist, int version) {}

  /**
   * What is subscribed to and published.
   *
   * @param subscribed the topic filter to subscribe to, or null
   * @param presence the topic that holds online or offline, or null
   * @param qos quality of service of all messages, 0 to 2
   */
  record Topics(@Nullable String subscribed, @Nullable String presence, int qos) {}

  /** Returns settings for a session that receives and keeps nothing, and discards the kept one. */
  ClientSettings forgetting() {
    Client forgetful = new Client(client.id(), false, client.version());
    return new ClientSettings(
        broker, login, forgetful, new Topics(null, null, topics.qos()), debug);
  }

  /**
   * Reads the {@code mqtt} object of a site.
   *
   * @param madeId the client id to use if the site sets none
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

  /** An empty string counts as absent. */
  private static Optional<String> text(Options mqtt, Option<String> key) {
    return mqtt.find(key).filter(value -> !value.isEmpty());
  }
}
