package org.fletchck.state;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an action was last sent about a failure whose end it has not been sent yet.
 *
 * @param incident the failure, as {@link org.fletchck.spi.Notification#incident}
 * @param since when it began
 * @param members the failing members, compared as a set
 * @param kinds the kinds of failure; see {@link org.fletchck.spi.CheckState#kinds}
 * @param at when it was last sent anything about it, in running time; see {@link
 *     org.fletchck.Site#runningTime}
 */
public record NotifiedState(
    String incident, Instant since, List<String> members, List<String> kinds, Duration at) {

  /** Copies the lists. */
  public NotifiedState {
    members = List.copyOf(members);
    kinds = List.copyOf(kinds);
  }

  /** Returns this for a failure of a check whose id has changed. */
  public NotifiedState withIncident(String id) {
    return new NotifiedState(id, since, members, kinds, at);
  }

  /** Returns this for a failure whose beginning has moved because the clock was set. */
  public NotifiedState withSince(Instant time) {
    return new NotifiedState(incident, time, members, kinds, at);
  }

  /** Returns this as if it had been sent when the running time began. */
  NotifiedState withoutRunningTime() {
    return new NotifiedState(incident, since, members, kinds, Duration.ZERO);
  }

  /** Returns this with other members. */
  public NotifiedState withMembers(List<String> names) {
    return new NotifiedState(incident, since, names, kinds, at);
  }

  /**
   * What each action was last sent about a check.
   *
   * @param actions by the name of the action; one that is missing was sent no failure, or its end
   *     too
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
