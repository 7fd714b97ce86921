package org.fletchck.web.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/** The metrics of the virtual machine, under the names that Prometheus' own libraries use. */
final class JvmCollector implements MultiCollector {

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> all = new ArrayList<>();
    memory(all);
    all.add(
        new Gauge("jvm_threads_current", "Platform threads.")
            .set(ManagementFactory.getThreadMXBean().getThreadCount())
            .build());
    all.add(collections());
    process(all);
    return new MetricSnapshots(all);
  }

  private static void memory(List<MetricSnapshot> all) {
    var memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage other = memory.getNonHeapMemoryUsage();
    all.add(bytes("jvm_memory_used_bytes", "Used memory.", heap.getUsed(), other.getUsed()));
    all.add(
        bytes(
            "jvm_memory_committed_bytes",
            "Memory taken from the system.",
            heap.getCommitted(),
            other.getCommitted()));
    all.add(
        bytes(
            "jvm_memory_max_bytes",
            "Most memory there may be; -1 for no limit.",
            heap.getMax(),
            other.getMax()));
  }

  private static MetricSnapshot bytes(String name, String help, long heap, long other) {
    return new Gauge(name, help)
        .set((double) heap, "area", "heap")
        .set((double) other, "area", "nonheap")
        .build();
  }

  private static MetricSnapshot collections() {
    SummarySnapshot.Builder snapshot =
        SummarySnapshot.builder()
            .name("jvm_gc_collection_seconds")
            .help("Time spent in collections of garbage.");
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      snapshot.dataPoint(
          SummaryDataPointSnapshot.builder()
              .count(Math.max(0, bean.getCollectionCount()))
              .sum(Math.max(0, bean.getCollectionTime()) / MILLIS)
              .labels(Labels.of("gc", bean.getName()))
              .build());
    }
    return snapshot.build();
  }

  private static void process(List<MetricSnapshot> all) {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      all.add(
          CounterSnapshot.builder()
              .name("process_cpu_seconds")
              .help("Processor time of the process.")
              .dataPoint(
                  CounterDataPointSnapshot.builder()
                      .value(Math.max(0, system.getProcessCpuTime()) / NANOS)
                      .build())
              .build());
    }
    all.add(
        new Gauge("process_start_time_seconds", "When the process began.")
            .set(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS)
            .build());
  }
}
