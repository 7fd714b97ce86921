package org.fletchck;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an action was last sent of a failure that it was not yet sent the end of.
 *
 * @param incident the failure, as {@link org.fletchck.spi.Notification#incident}
 * @param since when that began
 * @param members the failing members, compared as a set
 * @param kinds the kinds of failure; see {@link org.fletchck.spi.CheckState#kinds}
 * @param at when it was last sent anything of it
 */
public record Notified(
    String incident, Instant since, List<String> members, List<String> kinds, Instant at) {

  /** Copies the lists. */
  public Notified {
    members = List.copyOf(members);
    kinds = List.copyOf(kinds);
  }

  /** Returns this as a failure of a check that has another id now. */
  Notified inIncidentOf(Watched check) {
    return new Notified(Events.incidentId(check, since), since, members, kinds, at);
  }

  /** Returns this with other members. */
  Notified withMembers(List<String> names) {
    return new Notified(incident, since, names, kinds, at);
  }

  /**
   * What all actions were last sent of a check.
   *
   * @param actions by the name of the action; one that is missing was sent nothing of a failure, or
   *     its end
   */
  public record Of(Map<String, Notified> actions) {
    /** Copies the map. */
    public Of {
      actions = Map.copyOf(actions);
    }
  }
}
