package org.fletchck.web.forms;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.schedule.Trigger;
import org.fletchck.schedule.TriggerText;
import org.fletchck.web.layout.TimeFormat;

/**
 * The next runs of a trigger as it was entered.
 *
 * @param runs the next times
 * @param zone the time zone in which they are shown
 * @param problem the problem of the trigger; empty if there is none
 * @param every the interval, if the times depend on a name that isn't known yet; otherwise empty
 */
public record NextRuns(List<TimeView> runs, String zone, String problem, String every) {

  /** Nothing to show. */
  public static final NextRuns NONE = new NextRuns(List.of(), "", "", "");

  private static final int COUNT = 5;

  /**
   * Returns the next five times.
   *
   * @param text the trigger as text
   * @param check the name of the check, which determines the times of an interval; empty if there
   *     is none yet
   */
  static NextRuns of(String text, String check, ZoneId zone, Instant now) {
    try {
      Optional<Map<String, Object>> spec = TriggerText.parse(text);
      return spec.isEmpty()
          ? new NextRuns(List.of(), zone.getId(), "", "")
          : of(spec.get(), check, zone, now);
    } catch (IllegalArgumentException e) {
      return new NextRuns(List.of(), zone.getId(), String.valueOf(e.getMessage()), "");
    }
  }

  private static NextRuns of(Map<String, Object> spec, String check, ZoneId zone, Instant now) {
    Trigger trigger = Trigger.of(spec, zone, check);
    NextRuns next = after(now, trigger, zone);
    boolean known = !check.isEmpty() || trigger.equals(Trigger.of(spec, zone, "another"));
    if (known || next.runs.isEmpty()) {
      return next;
    }
    return trigger
        .interval()
        .map(every -> new NextRuns(List.of(), next.zone, "", TimeFormat.length(every)))
        .orElse(next);
  }

  private static NextRuns after(Instant now, Trigger trigger, ZoneId zone) {
    List<TimeView> runs = new ArrayList<>();
    Optional<Instant> next = trigger.next(now);
    while (next.isPresent() && runs.size() < COUNT) {
      runs.add(TimeView.of(next.get().atZone(zone)));
      next = trigger.next(next.get());
    }
    return new NextRuns(runs, zone.getId(), runs.isEmpty() ? "it never runs again" : "", "");
  }
}
