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

/** Publishes the state of a check to a broker: the one of the site, or one of its own. */
@PluginApi(PluginApi.VERSION)
public final class MqttActionType implements ActionType {

  /** Where the states are published: required. */
  public static final Option<String> TOPIC =
      Option.text("topic", "Topic under which each check has one of its own")
          .check(MqttActionType::check)
          .required();

  /** The broker: that of the site by default. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Host name or address of a broker of its own")
          .check(HostText::check)
          .describeDefault("the site's connection");

  /** Its port: 8883 by default. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port of that broker").between(1, 65_535).orElse(8883);

  /** The name to log in with. */
  public static final Option<String> USERNAME =
      Option.text("username", "Name to log in to that broker with");

  /** The password to log in with; never shown. */
  public static final Option<String> PASSWORD =
      Option.secret("password", "Password to log in to that broker with");

  /** Whether that connection is encrypted: it is by default. */
  public static final Option<Boolean> USETLS =
      Option.flag("usetls", "Connect to that broker over TLS").orElse(true);

  /** The limit of one try, all of it together: 10 s by default. */
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
        ? Optional.of("a hostname, or a connection of the site: mqtt at top level")
        : Optional.empty();
  }

  /** Returns the topic above those of the checks. */
  static String base(String topic) {
    return topic.replaceFirst("/$", "");
  }

  /** Returns the broker of its own; empty if it uses the connection of the site. */
  static Optional<String> broker(Options options) {
    return options.find(HOSTNAME).filter(host -> !host.isBlank());
  }

  /** Returns where the bridge puts the site's connection. */
  SiteConnection site() {
    return site;
  }
}
