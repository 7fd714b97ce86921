package org.fletchck;

import java.util.Map;
import org.fletchck.spi.CheckState;

/**
 * What a check looks at, as far as that decides what earlier runs are good for.
 *
 * @param type its type
 * @param place host name and port
 */
public record CheckTarget(String type, String place) {

  /** Another type knows nothing of the earlier state; another place nothing of what was learned. */
  public CheckState carriedOver(CheckTarget earlier, CheckState state) {
    if (!type.equals(earlier.type)) {
      return CheckState.UNKNOWN;
    }
    return place.equals(earlier.place) ? state : state.withLearned(Map.of());
  }
}
