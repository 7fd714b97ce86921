package org.fletchck.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Store.SettledEntry;
import org.jspecify.annotations.Nullable;

/** Keeps the latest history, for as long as the program runs. */
final class MemoryHistory implements History {

  private static final int MOST_OF_A_CHECK = 200;
  private static final int MOST_OF_ALL = 1_000;

  private final Map<String, Deque<Run>> runs = new HashMap<>();
  private final Map<String, Deque<StatusChange>> turns = new HashMap<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final Deque<SettledEntry> settled = new ArrayDeque<>();

  synchronized void add(Commit commit) {
    for (Event event : commit.events()) {
      add(runs, event.check(), event.run());
      add(turns, event.check(), event.statusChange());
      Incident incident = event.incident();
      if (incident != null) {
        incidents.merge(incident.id(), incident, Incident::updated);
      }
    }
    commit.settled().forEach(this::add);
    runs.keySet().removeAll(commit.forgotten());
    turns.keySet().removeAll(commit.forgotten());
    incidents.values().removeIf(incident -> commit.forgotten().contains(incident.check()));
    while (incidents.size() > MOST_OF_ALL) {
      incidents.remove(incidents.keySet().iterator().next());
    }
  }

  private static <T> void add(Map<String, Deque<T>> all, String check, @Nullable T one) {
    if (one != null) {
      Deque<T> kept = all.computeIfAbsent(check, id -> new ArrayDeque<>());
      kept.addLast(one);
      if (kept.size() > MOST_OF_A_CHECK) {
        kept.removeFirst();
      }
    }
  }

  private void add(SettledEntry entry) {
    settled.addFirst(entry);
    if (settled.size() > MOST_OF_ALL) {
      settled.removeLast();
    }
    if (entry.end() == End.DELIVERED) {
      incidents.computeIfPresent(
          entry.entry().notification().incident(), (id, i) -> i.notified(entry.entry().action()));
    }
  }

  @Override
  public synchronized Uptime uptime(String check, Instant from, Instant to) {
    List<StatusChange> known = List.copyOf(turns.getOrDefault(check, new ArrayDeque<>()));
    return Uptime.of(known, coverage(from, to), from, to);
  }

  @Override
  public synchronized Map<String, List<StatusChange>> statusChanges(Instant from, Instant to) {
    Map<String, List<StatusChange>> found = new HashMap<>();
    turns.forEach((check, all) -> found.put(check, between(all, from, to)));
    return found;
  }

  private static List<StatusChange> between(Deque<StatusChange> all, Instant from, Instant to) {
    Deque<StatusChange> found = new ArrayDeque<>();
    for (StatusChange statusChange : all) {
      if (!statusChange.at().isAfter(from)) {
        found.clear();
      }
      if (statusChange.at().isBefore(to)) {
        found.addLast(statusChange);
      }
    }
    return List.copyOf(found);
  }

  @Override
  public List<Uptime.Span> coverage(Instant from, Instant to) {
    return List.of(new Uptime.Span(from, to));
  }

  @Override
  public synchronized List<Slot> series(String check, Instant from, Instant to, Duration step) {
    Map<Long, List<Run>> slots = new TreeMap<>();
    for (Run run : runs.getOrDefault(check, new ArrayDeque<>())) {
      if (!run.at().isBefore(from) && run.at().isBefore(to)) {
        long slot = Math.floorDiv(run.at().toEpochMilli(), step.toMillis());
        slots.computeIfAbsent(slot, s -> new ArrayList<>()).add(run);
      }
    }
    List<Slot> all = new ArrayList<>();
    slots.forEach((at, of) -> all.add(slot(Instant.ofEpochMilli(at * step.toMillis()), of)));
    return all;
  }

  private static Slot slot(Instant at, List<Run> of) {
    List<Duration> took = of.stream().map(Run::took).flatMap(Stream::ofNullable).sorted().toList();
    return new Slot(
        at, of.size(), count(of, Verdict.FAILED), count(of, Verdict.UNKNOWN), took(took));
  }

  private static int count(List<Run> runs, Verdict verdict) {
    return (int) runs.stream().filter(run -> run.verdict() == verdict).count();
  }

  private static @Nullable DurationFigures took(List<Duration> sorted) {
    if (sorted.isEmpty()) {
      return null;
    }
    int last = sorted.size() - 1;
    return new DurationFigures(
        sorted.get(0),
        sorted.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(sorted.size()),
        sorted.get(last),
        sorted.get(last / 2),
        sorted.get(last * 95 / 100));
  }

  @Override
  public synchronized List<Incident> incidents(String check, int most) {
    return newest(incidents.values().stream().filter(i -> i.check().equals(check)).toList(), most);
  }

  @Override
  public synchronized List<Incident> incidents(Instant from, Instant to, int most) {
    return newest(
        incidents.values().stream()
            .filter(i -> i.from().isBefore(to) && (i.to() == null || i.to().isAfter(from)))
            .toList(),
        most);
  }

  @Override
  public synchronized List<Run> runs(String check, int most) {
    return newest(List.copyOf(runs.getOrDefault(check, new ArrayDeque<>())), most);
  }

  private static <T> List<T> newest(List<T> oldestFirst, int most) {
    List<T> newest = new ArrayList<>(oldestFirst);
    java.util.Collections.reverse(newest);
    return List.copyOf(newest.subList(0, Math.min(most, newest.size())));
  }

  @Override
  public synchronized List<SettledEntry> settled(int most) {
    return settled.stream().limit(most).toList();
  }
}
