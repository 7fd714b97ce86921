package org.fletchck.state;

import java.util.Map;
import org.fletchck.spi.CheckState;

/**
 * The target of a check, as far as it decides whether the results of earlier runs still apply.
 *
 * @param type its type
 * @param place host name and port
 */
public record CheckTarget(String type, String place) {

  /**
   * Returns what still applies of a state: nothing after a change of type; after a change of place,
   * all but what was learned.
   */
  public CheckState carriedOver(CheckTarget earlier, CheckState state) {
    if (!type.equals(earlier.type)) {
      return CheckState.UNKNOWN;
    }
    return place.equals(earlier.place) ? state : state.withLearned(Map.of());
  }
}
