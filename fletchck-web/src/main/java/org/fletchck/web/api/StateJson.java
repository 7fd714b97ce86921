package org.fletchck.web.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as the API shows them: times in ISO-8601 with the offset of the site's zone,
 * durations in seconds, and words in lower case.
 */
record StateJson(ZoneId zone) {

  private static final double NANOS = 1e9;

  @Nullable String time(@Nullable Instant instant) {
    return instant == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.atZone(zone).truncatedTo(ChronoUnit.MILLIS));
  }

  static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toNanos() / NANOS;
  }

  static @Nullable String word(@Nullable Enum<?> value) {
    return value == null ? null : lower(value.name());
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  Map<String, @Nullable Object> state(CheckState state) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("status", word(state.status()));
    values.put("judged", word(state.judged()));
    values.put("failCount", state.counts().failCount());
    values.put("members", state.members());
    values.put("blockedBy", state.blockedBy());
    values.put("trustFailure", state.trustFailure());
    CheckState.Times times = state.times();
    values.put("lastCheck", time(times.check()));
    values.put("lastPass", time(times.pass()));
    values.put("lastFail", time(times.fail()));
    values.put("lastNotified", time(times.notified()));
    values.put("lastReport", time(times.report()));
    values.put("failingSince", time(times.failingSince()));
    values.put("lastRun", run(state.lastRun()));
    values.put("learned", state.learned());
    return values;
  }

  private static Map<String, @Nullable Object> run(CheckState.Run run) {
    Map<String, @Nullable Object> phases = new LinkedHashMap<>();
    run.phases().forEach((name, took) -> phases.put(name, seconds(took)));
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("verdict", word(run.verdict()));
    values.put("reason", run.reason());
    values.put("level", run.level());
    values.put("log", run.log());
    values.put("phases", phases);
    values.put("details", run.details());
    return values;
  }

  Map<String, @Nullable Object> report(RunReport report) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", report.check());
    values.put("type", report.type());
    values.put("outcome", word(report.outcome()));
    values.put("decision", report.decision());
    values.put("tookSeconds", seconds(report.took()));
    values.put("state", state(report.state()));
    return values;
  }

  Map<String, @Nullable Object> entry(OutboxEntry entry) {
    OutboxEntry.Window window = entry.window();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("id", entry.id());
    values.put("action", entry.action());
    values.put("title", entry.notification().headline());
    values.put("created", time(entry.created()));
    values.put("failedAttempts", entry.failedAttempts());
    values.put("next", time(entry.next()));
    values.put("reason", entry.reason());
    values.put("gatheredUntil", window == null ? null : time(window.closes()));
    return values;
  }
}
