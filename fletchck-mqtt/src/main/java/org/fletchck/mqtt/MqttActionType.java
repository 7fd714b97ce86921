package org.fletchck.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.HostText;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Publishes the state of a check to a broker: the site's, or a separate one. */
@PluginApi(PluginApi.VERSION)
public final class MqttActionType implements ActionType {

  /** The parent of the topics of the checks; required. */
  public static final Option<String> TOPIC =
      Option.text("topic", "Parent topic; each check has its own topic below it")
          .check(MqttActionType::check)
          .required();

  /** The broker; by default that of the site. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Host name or address of a separate broker")
          .check(HostText::check)
          .describeDefault("the site's connection");

  /** The broker's port; 8883 by default. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port of that broker").between(1, 65_535).orElse(8883);

  /** The user name. */
  public static final Option<String> USERNAME = Option.text("username", "User name at that broker");

  /** The password; never shown. */
  public static final Option<String> PASSWORD =
      Option.secret("password", "Password at that broker");

  /** Whether to use TLS; true by default. */
  public static final Option<Boolean> USETLS =
      Option.flag("usetls", "Connect to that broker over TLS").orElse(true);

  /** The time limit of one attempt, everything included; 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  static final String NAME = "mqtt";

  private final SiteConnection site = new SiteConnection();

  private static void check(String topic) {
    TopicNames.problem(topic)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("expected a topic, but it " + problem);
            });
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Publishes the state of the check to an MQTT broker.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(TOPIC, HOSTNAME, PORT, USERNAME, PASSWORD, USETLS, TIMEOUT);
  }

  @Override
  public Action create(Options options) {
    String topic = base(options.get(TOPIC));
    return broker(options)
        .<Action>map(host -> new MqttAction(topic, new OwnBrokerPublisher(options, host)))
        .orElseGet(() -> new MqttAction(topic, new SiteBrokerPublisher(site)));
  }

  @Override
  public Optional<String> lacking(Options options, Set<String> sections) {
    return broker(options).isEmpty() && !sections.contains(NAME)
        ? Optional.of("a hostname, or a section mqtt in the site file")
        : Optional.empty();
  }

  /** Returns the parent of the topics of the checks. */
  static String base(String topic) {
    return topic.replaceFirst("/$", "");
  }

  /** Returns the separate broker; empty if the site's connection is used. */
  static Optional<String> broker(Options options) {
    return options.find(HOSTNAME).filter(host -> !host.isBlank());
  }

  /** Returns the holder of the site's connection, which the bridge sets. */
  SiteConnection site() {
    return site;
  }
}
