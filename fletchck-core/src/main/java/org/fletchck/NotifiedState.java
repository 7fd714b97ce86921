package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an action was last sent of a failure that it was not yet sent the end of.
 *
 * @param incident the failure, as {@link org.fletchck.spi.Notification#incident}
 * @param since when that began
 * @param members the failing members, compared as a set
 * @param kinds the kinds of failure; see {@link org.fletchck.spi.CheckState#kinds}
 * @param at when it was last sent anything of it, in running time; see {@link Site#runningTime}
 */
public record NotifiedState(
    String incident, Instant since, List<String> members, List<String> kinds, Duration at) {

  /** Copies the lists. */
  public NotifiedState {
    members = List.copyOf(members);
    kinds = List.copyOf(kinds);
  }

  /** Returns this as a failure of a check that has another id now. */
  NotifiedState inIncidentOf(MonitoredCheck check) {
    String id = HistoryEvents.incidentId(check, check.state(), since);
    return new NotifiedState(id, since, members, kinds, at);
  }

  /** Returns this as a failure that began at another time, since the clock was set. */
  NotifiedState withSince(Instant time) {
    return new NotifiedState(incident, time, members, kinds, at);
  }

  /** Returns this as if it had been sent when the running time began. */
  NotifiedState withoutRunningTime() {
    return new NotifiedState(incident, since, members, kinds, Duration.ZERO);
  }

  /** Returns this with other members. */
  NotifiedState withMembers(List<String> names) {
    return new NotifiedState(incident, since, names, kinds, at);
  }

  /**
   * What all actions were last sent of a check.
   *
   * @param actions by the name of the action; one that is missing was sent nothing of a failure, or
   *     its end
   */
  public record ByAction(Map<String, NotifiedState> actions) {
    /** Copies the map. */
    public ByAction {
      actions = Map.copyOf(actions);
    }

    /** Returns this as if all had been sent when the running time began. */
    ByAction withoutRunningTime() {
      Map<String, NotifiedState> sent = new HashMap<>(actions);
      sent.replaceAll((action, notified) -> notified.withoutRunningTime());
      return new ByAction(sent);
    }
  }
}
