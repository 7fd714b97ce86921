package org.fletchck.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists the keys of a trigger in a site file. */
public final class TriggerKeys {

  private TriggerKeys() {}

  /** Returns the kinds of trigger. */
  public static List<String> kinds() {
    return Arrays.stream(TriggerKind.values()).map(TriggerKind::key).toList();
  }

  /** Returns the fields of a kind of trigger. */
  public static List<String> fields(String kind) {
    for (TriggerKind each : TriggerKind.values()) {
      if (each.key().equals(kind)) {
        return new ArrayList<>(each.units().keySet());
      }
    }
    return List.of();
  }
}
