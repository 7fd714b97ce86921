package org.fletchck.schedule;

import java.util.ArrayList;
import java.util.List;

/** Lists the words that a trigger in a site file is made of. */
public final class TriggerKeys {

  private TriggerKeys() {}

  /** Returns both kinds of trigger and the fields of each, without repetition. */
  public static List<String> all() {
    List<String> keys = new ArrayList<>();
    for (TriggerKind kind : TriggerKind.values()) {
      keys.add(kind.key());
      keys.addAll(kind.units().keySet());
    }
    return keys.stream().distinct().toList();
  }
}
