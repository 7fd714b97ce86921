package org.fletchck.internal.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.schedule.Trigger;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.state.CheckTarget;
import org.jspecify.annotations.Nullable;

/**
 * A check as it is configured. It is replaced as a whole when the configuration changes, so that a
 * run can tell whether its check is still configured like this.
 */
public final class ResolvedCheck {

  private static final String TIMEOUT = "timeout";
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

  private final CheckConfig config;
  private final @Nullable CheckType type;
  private final boolean misconfigured;
  private final ZoneId zone;
  private final Path folder;
  private final Policy policy;
  private final @Nullable Trigger trigger;
  private final @Nullable Options options;
  private final @Nullable Duration timeout;
  private @Nullable Check check;

  private ResolvedCheck(
      CheckConfig config, @Nullable CheckType type, boolean misconfigured, SiteConfig site) {
    this.config = config;
    this.type = type;
    this.misconfigured = misconfigured || type == null;
    this.zone = site.zone();
    this.folder = site.folder();
    this.policy = this.misconfigured ? Policy.DEFAULT : policyOf(config);
    this.trigger = this.misconfigured ? null : config.trigger(zone).orElse(null);
    this.options = this.misconfigured || type == null ? null : config.options(type);
    this.timeout = options == null || options.hasReferences() ? null : timeout(options);
  }

  /** Resolves one check of a configuration. */
  public static ResolvedCheck of(
      CheckConfig config, @Nullable CheckType type, boolean misconfigured, SiteConfig site) {
    return new ResolvedCheck(config, type, misconfigured, site);
  }

  /** Returns the zone in which its times are written. */
  public ZoneId zone() {
    return config.zone(zone);
  }

  private static Policy policyOf(CheckConfig config) {
    return new Policy(
        config.threshold(),
        config.window(),
        config.recovery(),
        config.failAction(),
        config.passAction(),
        config.reminder().orElse(null));
  }

  public String name() {
    return config.name();
  }

  public CheckConfig config() {
    return config;
  }

  public boolean isMisconfigured() {
    return misconfigured;
  }

  /** Returns whether it may be run at any time for another check's sake. */
  public boolean isRepeatable() {
    return type != null && type.repeatable();
  }

  /** Returns whether its state comes from reports. */
  public boolean receivesReports() {
    return type != null && type.receivesReports();
  }

  public Policy policy() {
    return policy;
  }

  public Optional<Trigger> trigger() {
    return Optional.ofNullable(trigger);
  }

  public boolean isPaused(Instant now) {
    return config.pausedAt(now);
  }

  private static Duration timeout(Options options) {
    for (Option<?> option : options.declared()) {
      if (option.name().equals(TIMEOUT)
          && options.find(option).orElse(null) instanceof Duration limit) {
        return limit;
      }
    }
    return USUAL_TIMEOUT;
  }

  /**
   * Returns the time limit of one attempt.
   *
   * @throws IllegalArgumentException if it is a reference that can't be resolved
   */
  public Duration timeout() {
    if (timeout != null) {
      return timeout;
    }
    return options == null ? USUAL_TIMEOUT : timeout(options);
  }

  /** Returns the check to run; created again each time if its options contain references. */
  public synchronized Check check() {
    if (check != null) {
      return check;
    }
    if (type == null || options == null) {
      throw new IllegalStateException(name() + " is not valid and can't run");
    }
    Check made = type.create(options);
    if (!options.hasReferences()) {
      check = made;
    }
    return made;
  }

  /** Returns a text without the secrets among its options. */
  public String withoutSecrets(String text) {
    return options == null ? text : options.withoutSecrets(text);
  }

  /**
   * Returns the names of the checks that it runs, whether they exist or not; empty if that isn't
   * known.
   */
  public Optional<List<String>> memberNames() {
    if (options == null) {
      return Optional.empty();
    }
    List<Option<?>> lists =
        options.declared().stream().filter(o -> o.kind() == Option.Kind.CHECKS).toList();
    return lists.isEmpty()
        ? Optional.empty()
        : Optional.of(
            lists.stream()
                .flatMap(option -> options.find(option).stream())
                .flatMap(value -> value instanceof List<?> names ? names.stream() : Stream.of())
                .map(String::valueOf)
                .toList());
  }

  /** Returns whether it was resolved from the same configuration. */
  public boolean matches(CheckConfig other, boolean invalid, ZoneId siteZone, Path siteFolder) {
    return config.raw().equals(other.raw())
        && name().equals(other.name())
        && misconfigured == invalid
        && zone.equals(siteZone)
        && folder.equals(siteFolder);
  }

  /** Returns what it checks. */
  public CheckTarget target() {
    Map<?, ?> options = config.raw().get("options") instanceof Map<?, ?> given ? given : Map.of();
    return new CheckTarget(config.type(), options.get("hostname") + " " + options.get("port"));
  }
}
