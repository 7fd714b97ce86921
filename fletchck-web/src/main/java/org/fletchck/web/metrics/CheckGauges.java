package org.fletchck.web.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.jspecify.annotations.Nullable;

/** The metrics of checks. */
final class CheckGauges {

  /** The detail in which TLS checks report the expiry of a certificate, in ISO-8601. */
  private static final String EXPIRY = "notAfter";

  private static final Pattern LEVEL =
      Pattern.compile("\\s*(-?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(\\D{0,12})\\s*");
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private final Gauge status =
      new Gauge("fletchck_check_state", "1 for the status that a check has, else 0.");
  private final Gauge misconfigured =
      new Gauge(
          "fletchck_check_inert", "Whether a check isn't run because it is configured wrongly.");
  private final Gauge last =
      new Gauge("fletchck_check_last_run_timestamp_seconds", "When the last run ended.");
  private final Gauge failures =
      new Gauge("fletchck_check_failures", "Failing runs in a row up to the last run.");
  private final Gauge duration =
      new Gauge("fletchck_check_duration_seconds", "How long parts of the last run took.");
  private final Gauge level =
      new Gauge("fletchck_check_level", "The level of a check where it is a number.");
  private final Gauge expiry =
      new Gauge(
          "fletchck_check_certificate_expiry_timestamp_seconds",
          "When the certificate that a check saw last expires.");

  void add(String name, @Nullable CheckConfig config, CheckState state, boolean isMisconfigured) {
    String type = config == null ? "" : config.type();
    for (Status one : Status.values()) {
      String word = one.name().toLowerCase(Locale.ROOT);
      status.set(state.status() == one ? 1 : 0, "check", name, "type", type, "status", word);
    }
    misconfigured.set(isMisconfigured ? 1 : 0, "check", name);
    failures.set(state.counts().failCount(), "check", name);
    Instant checked = state.times().check();
    if (checked != null) {
      last.set(checked.toEpochMilli() / MILLIS, "check", name);
    }
    CheckState.Run run = state.lastRun();
    run.phases()
        .forEach(
            (phase, took) -> duration.set(took.toNanos() / NANOS, "check", name, "phase", phase));
    level(name, run.level());
    expiry(name, run.details().get(EXPIRY));
  }

  private void level(String name, @Nullable String text) {
    Matcher found = LEVEL.matcher(text == null ? "" : text);
    if (found.matches()) {
      level.set(Double.parseDouble(found.group(1)), "check", name, "unit", found.group(2).strip());
    }
  }

  private void expiry(String name, @Nullable String text) {
    if (text != null) {
      try {
        expiry.set((double) Instant.parse(text).getEpochSecond(), "check", name);
      } catch (DateTimeException e) {
        // The detail of a plugin that uses this name for something else.
      }
    }
  }

  void addTo(List<MetricSnapshot> all) {
    for (Gauge gauge : List.of(status, misconfigured, last, failures, duration, level, expiry)) {
      all.add(gauge.build());
    }
  }
}
