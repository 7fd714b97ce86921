package org.fletchck.web.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Collects the values of a gauge. */
final class Gauge {

  private final GaugeSnapshot.Builder snapshot;

  Gauge(String name, String help) {
    snapshot = GaugeSnapshot.builder().name(name).help(help);
  }

  /**
   * Adds a value.
   *
   * @param labels alternating names and values
   */
  Gauge set(double value, String... labels) {
    snapshot.dataPoint(
        GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
    return this;
  }

  GaugeSnapshot build() {
    return snapshot.build();
  }
}
