package org.fletchck.internal.notify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.fletchck.config.ActionConfig;
import org.fletchck.internal.RunningTime;
import org.fletchck.internal.plan.Plan;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.OutboxEntry.Window;
import org.jspecify.annotations.Nullable;

/**
 * Collects new entries in digest windows, for actions with {@code group}. An entry is saved with
 * its window, so that the window continues after a crash, and its entries make the same message.
 */
public final class DigestWindows {

  private final Supplier<Plan> plan;
  private final RunningTime running;
  private final boolean timed;
  private final Map<String, Window> open = new HashMap<>();
  private final Map<String, Integer> awaited = new HashMap<>();

  /**
   * Creates one without open windows.
   *
   * @param timed whether windows close when it is time, rather than on request
   */
  public DigestWindows(Supplier<Plan> plan, RunningTime running, boolean timed) {
    this.plan = plan;
    this.running = running;
    this.timed = timed;
  }

  /** Returns how long entries of an action are collected; zero for not at all. */
  Duration length(String action) {
    ActionConfig config = plan.get().config().actions().get(action);
    return config == null ? Duration.ZERO : config.group();
  }

  /** Returns whether an entry is held until it is released. */
  boolean holds(OutboxEntry entry) {
    return !timed && entry.window() != null && entry.failedAttempts() == 0;
  }

  /** Reopens windows that an earlier process opened. */
  synchronized void reopen(Collection<OutboxEntry> left) {
    Duration now = running.now();
    left.stream()
        .filter(entry -> entry.window() != null && entry.failedAttempts() == 0)
        .filter(entry -> entry.due().compareTo(now) > 0)
        .forEach(entry -> open.put(entry.action(), Objects.requireNonNull(entry.window())));
  }

  /** Returns the entries in their windows; each must {@link #arrive} when it is saved. */
  synchronized List<OutboxEntry> assignWindow(List<OutboxEntry> fresh) {
    return fresh.stream().map(this::assignWindow).toList();
  }

  private OutboxEntry assignWindow(OutboxEntry entry) {
    Window window = window(entry);
    if (window == null) {
      return entry.dueNow(running.now());
    }
    awaited.merge(window.id(), 1, Integer::sum);
    return entry.in(window);
  }

  private @Nullable Window window(OutboxEntry entry) {
    Duration length = length(entry.action());
    if (length.isZero()) {
      return null;
    }
    Duration now = running.now();
    Window known = open.get(entry.action());
    Duration end = known == null ? null : known.end();
    // A window that closes too late was opened before the length was changed.
    if (known != null
        && end != null
        && now.compareTo(end) < 0
        && end.compareTo(now.plus(length)) <= 0) {
      return known;
    }
    Window window = new Window(entry.id(), entry.created().plus(length), now.plus(length));
    open.put(entry.action(), window);
    return window;
  }

  /** Renames actions; a window that is open stays open. */
  synchronized void rename(Map<String, String> names) {
    names.forEach(
        (from, to) -> {
          Window window = open.remove(from);
          if (window != null) {
            open.putIfAbsent(to, window);
          }
        });
  }

  synchronized void arrive(OutboxEntry entry) {
    if (entry.window() != null) {
      awaited.computeIfPresent(entry.window().id(), (id, left) -> left == 1 ? null : left - 1);
    }
  }

  /** Lets nothing more into an entry's window; returns false while some of it hasn't arrived. */
  synchronized boolean seal(OutboxEntry entry) {
    Window window = entry.window();
    if (window == null) {
      return true;
    }
    open.remove(entry.action(), window);
    return !awaited.containsKey(window.id());
  }
}
