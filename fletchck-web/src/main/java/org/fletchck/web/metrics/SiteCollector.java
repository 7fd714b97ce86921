package org.fletchck.web.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Shortage;
import org.fletchck.state.OutboxEntry;

/** The metrics of a site. */
record SiteCollector(Site site) implements MultiCollector {

  private static final double MILLIS = 1e3;

  @Override
  public MetricSnapshots collect() {
    SiteConfig config = site.config();
    List<MetricSnapshot> all = new ArrayList<>();
    CheckGauges checks = new CheckGauges();
    site.states()
        .forEach(
            (name, state) ->
                checks.add(name, config.checks().get(name), state, site.isMisconfigured(name)));
    checks.addTo(all);
    outbox(config, all);
    all.add(
        new Gauge("fletchck_scheduler_lag_seconds", "How late the last scheduled work began.")
            .set(seconds(site.lag()))
            .build());
    all.add(
        new Gauge("fletchck_store_problem", "Whether something keeps states from being saved.")
            .set(site.storeProblem().isPresent() ? 1 : 0)
            .build());
    Gauge shortage =
        new Gauge("fletchck_shortage", "Whether the monitor itself is out of something.");
    Set<Shortage> shortages = site.shortages();
    for (Shortage each : Shortage.values()) {
      String resource = each.name().toLowerCase(Locale.ROOT);
      shortage.set(shortages.contains(each) ? 1 : 0, "resource", resource);
    }
    all.add(shortage.build());
    List<Problem> problems = site.problems();
    int errors = (int) problems.stream().filter(Problem::isError).count();
    all.add(
        new Gauge("fletchck_problems", "Problems of the monitor itself, by severity.")
            .set(errors, "severity", "error")
            .set(problems.size() - errors, "severity", "warning")
            .build());
    return new MetricSnapshots(all);
  }

  private void outbox(SiteConfig config, List<MetricSnapshot> all) {
    Map<String, Integer> depths = new LinkedHashMap<>();
    config.actions().keySet().forEach(action -> depths.put(action, 0));
    Instant now = site.clock().instant();
    Duration oldest = Duration.ZERO;
    for (OutboxEntry entry : site.undelivered()) {
      depths.merge(entry.action(), 1, Integer::sum);
      Duration age = Duration.between(entry.created(), now);
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }
    Gauge depth = new Gauge("fletchck_outbox_depth", "Notifications not delivered yet.");
    depths.forEach((action, count) -> depth.set(count, "action", action));
    Gauge misconfigured =
        new Gauge("fletchck_action_inert", "Whether an action can't send at all.");
    config
        .actions()
        .keySet()
        .forEach(
            name ->
                misconfigured.set(
                    site.validation().isMisconfiguredAction(name) ? 1 : 0, "action", name));
    all.add(depth.build());
    all.add(misconfigured.build());
    all.add(
        new Gauge("fletchck_outbox_oldest_seconds", "Age of the oldest of them; 0 for none.")
            .set(seconds(oldest))
            .build());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS;
  }
}
