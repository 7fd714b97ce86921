package org.fletchck.config;

import java.time.Duration;
import java.util.List;
import org.fletchck.schedule.ZoneNames;
import org.fletchck.spi.Option;

/** The keys of the whole site and of its heartbeat; {@link SiteConfig} reads them. */
public final class SiteKeys {

  /** Key: for editors. */
  public static final Option<String> SCHEMA =
      Option.text("$schema", "Location of this file's schema, for editors; no effect");

  /** Key: the site's zone. */
  public static final Option<String> TIMEZONE =
      Option.text("timezone", "Time zone of schedules and notifications, such as Europe/Berlin")
          .check(ZoneNames::of)
          .describeDefault("the host's");

  /** Key: the monitor's own network connection; or an object, see {@link UplinkKeys}. */
  public static final Option<List<String>> UPLINK =
      Option.checks(
              "uplink",
              "Names of the checks that show whether the monitor's own network connection works;"
                  + " every network check depends on them: of several, one that passes is enough")
          .acceptSingle()
          .orElse(List.of());

  /** Key: the time after start in which a failing run needs a confirming run. */
  public static final Option<Duration> GRACE =
      Option.seconds(
              "grace",
              "Seconds after start in which a failing run needs a confirming run; 0 for none")
          .between(0, 86_400)
          .orElse(Duration.ofSeconds(60));

  /** Key: whether programs may be set from outside. */
  public static final Option<Boolean> ALLOW_EXEC =
      Option.flag(
              "allowExec", "Let pages and API create and change what runs programs or reads files")
          .orElse(false);

  /** Key: without effect. */
  public static final Option<String> BASE = Option.text("base", "Kept for the original; no effect");

  /** The keys of a site except the objects, in display order. */
  public static final List<Option<?>> ALL =
      List.of(SCHEMA, BASE, TIMEZONE, UPLINK, GRACE, ALLOW_EXEC);

  /** The keys of a site whose values are objects. */
  public static final List<String> OBJECTS =
      List.of("webui", "mqtt", "heartbeat", "history", "actions", "checks");

  /** Key of the heartbeat: the address to call. */
  public static final Option<String> HEARTBEAT_URL =
      Option.secret("url", "URL that is called while the monitor is healthy")
          .required()
          .check(SiteKeys::mustBeWeb);

  /** Key of the heartbeat: how often. */
  public static final Option<Double> HEARTBEAT_MINUTES =
      Option.number("minutes", "Minutes between two calls").between(0.1, 10_080).orElse(5.0);

  /** The keys of the heartbeat. */
  public static final List<Option<?>> HEARTBEAT = List.of(HEARTBEAT_URL, HEARTBEAT_MINUTES);

  private SiteKeys() {}

  private static void mustBeWeb(String address) {
    if (!address.isBlank() && !address.strip().matches("(?i)https?://[^/?#\\s]+\\S*")) {
      throw new IllegalArgumentException("expected an address such as https://example.com/path");
    }
  }
}
