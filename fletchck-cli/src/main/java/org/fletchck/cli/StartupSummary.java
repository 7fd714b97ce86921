package org.fletchck.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.state.SiteListener;
import org.jspecify.annotations.Nullable;

/** Prints a summary once every check that has a trigger has been judged for the first time. */
final class StartupSummary implements SiteListener {

  private final Console screen;
  private final List<String> all = new ArrayList<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private @Nullable Site site;

  StartupSummary(Console screen) {
    this.screen = screen;
  }

  /**
   * Starts waiting for the checks of a site that has just been opened.
   *
   * @param known checks that were judged by an earlier process; with only those, nothing is printed
   */
  synchronized void begin(Site opened, Set<String> known) {
    site = opened;
    opened.config().checks().values().stream()
        .filter(StartupSummary::hasTrigger)
        .map(CheckConfig::name)
        .forEach(all::add);
    if (!known.containsAll(all)) {
      waiting.addAll(all);
      printWhenComplete();
    }
  }

  private static boolean hasTrigger(CheckConfig check) {
    return check.raw().get("trigger") instanceof Map<?, ?> trigger && !trigger.isEmpty();
  }

  @Override
  public void changed(String check, String type, Transition transition) {
    printWhenComplete();
  }

  /** Stops at the first check that isn't judged, so that each is looked at only a few times. */
  private synchronized void printWhenComplete() {
    Site opened = site;
    if (opened == null || waiting.isEmpty()) {
      return;
    }
    while (!waiting.isEmpty() && !isPending(opened, waiting.peek())) {
      waiting.poll();
    }
    if (waiting.isEmpty()) {
      screen.say(summary(opened));
    }
  }

  private static boolean isPending(Site site, String check) {
    Optional<CheckState> state = site.state(check);
    return state.isPresent()
        && state.get().status() == Status.PENDING
        && !site.isMisconfigured(check);
  }

  private String summary(Site opened) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    int misconfigured = 0;
    for (String check : all) {
      if (opened.isMisconfigured(check)) {
        misconfigured++;
      } else {
        opened.state(check).ifPresent(state -> counts.merge(state.status(), 1, Integer::sum));
      }
    }
    List<String> parts = new ArrayList<>();
    add(parts, counts.getOrDefault(Status.PASS, 0), "passes", "pass");
    add(parts, counts.getOrDefault(Status.FAIL, 0), "fails", "fail");
    add(parts, counts.getOrDefault(Status.UNREACHABLE, 0), "is unreachable", "are unreachable");
    add(parts, counts.getOrDefault(Status.PAUSED, 0), "is paused", "are paused");
    add(parts, misconfigured, "can't run", "can't run");
    String who = all.size() == 1 ? "the only check" : "all " + all.size() + " checks";
    return who + " judged: " + String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String one, String many) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : many));
    }
  }
}
