package org.fletchck.config;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Option;

/** The keys of {@code mqtt}; see {@link SiteConfig#mqtt()}. */
public final class MqttKeys {

  /** Key: the broker. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Host name or address of the broker")
          .check(HostText::check)
          .orElse("localhost");

  /** Key: its port. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port of the broker")
          .between(1, 65_535)
          .describeDefault("8883 with tls, else 1883");

  /** Key: whether the connection is encrypted. */
  public static final Option<Boolean> TLS = Option.flag("tls", "Connect over TLS").orElse(false);

  /** Key: the certificates to trust. */
  public static final Option<String> CAFILE =
      Option.text("cafile", "Path of the certificates to trust, as PEM");

  /** Key: the user name. */
  public static final Option<String> USERNAME = Option.text("username", "User name for the login");

  /** Key: the password. */
  public static final Option<String> PASSWORD = Option.secret("password", "Password for the login");

  /** Key: the client's id. */
  public static final Option<String> CLIENTID =
      Option.text("clientid", "Client id; one is generated and kept if it is missing");

  /** Key: whether the broker keeps the session. */
  public static final Option<Boolean> PERSIST =
      Option.flag("persist", "Let the broker keep messages while the client is away").orElse(true);

  /** Key: quality of service. */
  public static final Option<Integer> QOS =
      Option.integer("qos", "Quality of service: 0, 1 or 2").between(0, 2).orElse(1);

  /** Key: whether states are retained. */
  public static final Option<Boolean> RETAIN =
      Option.flag("retain", "Let the broker keep the last state of each check").orElse(true);

  /** Key: where reports arrive. */
  public static final Option<String> BASETOPIC =
      Option.text("basetopic", "Topic filter to subscribe to for reports, as written")
          .check(MqttTopic::mustBeFilter);

  /** Key: whether unknown checks are added. */
  public static final Option<Boolean> AUTOADD =
      Option.flag("autoadd", "Add a remote check for an unknown name").orElse(true);

  /** Key: the maximum number of added checks. */
  public static final Option<Integer> AUTOADD_MAX =
      Option.integer("autoaddMax", "Maximum number of remote checks added automatically")
          .between(0, 100_000)
          .orElse(1_000);

  /** Key: the actions of added checks. */
  public static final Option<List<String>> AUTOADD_ACTIONS =
      Option.list("autoaddActions", "Names of the actions of a check that is added")
          .orElse(List.of());

  /** Key: the time without a report after which added checks fail. */
  public static final Option<Duration> AUTOADD_TIMEOUT =
      Option.seconds("autoaddTimeout", "Seconds of silence after which an added check fails");

  /** Key: the topic of presence. */
  public static final Option<String> LWT =
      Option.text("lwt", "Topic that holds online or offline").check(MqttTopic::mustBePublishable);

  /** Key: the prefix for Home Assistant discovery. */
  public static final Option<String> DISCOVERY =
      Option.text("discovery", "Prefix of the topics for Home Assistant discovery")
          .describeDefault("off");

  /** Key: the protocol version. */
  public static final Option<Integer> VERSION =
      Option.integer("version", "Version of the protocol: 3 or 5")
          .check(
              version -> {
                if (version != 3 && version != 5) {
                  throw new IllegalArgumentException("expected 3 or 5, found " + version);
                }
              })
          .orElse(3);

  /** Key: the group of a shared subscription. */
  public static final Option<String> SHARE =
      Option.text("share", "Group of clients that share the reports").check(MqttTopic::mustBeGroup);

  /** Key: whether the steps of the protocol are logged. */
  public static final Option<Boolean> DEBUG =
      Option.flag("debug", "Log the steps of the protocol").orElse(false);

  /** All keys, in display order. */
  public static final List<Option<?>> ALL =
      List.of(
          HOSTNAME,
          PORT,
          TLS,
          CAFILE,
          USERNAME,
          PASSWORD,
          CLIENTID,
          PERSIST,
          QOS,
          RETAIN,
          BASETOPIC,
          AUTOADD,
          AUTOADD_MAX,
          AUTOADD_ACTIONS,
          AUTOADD_TIMEOUT,
          LWT,
          DISCOVERY,
          VERSION,
          SHARE,
          DEBUG);

  private MqttKeys() {}
}
