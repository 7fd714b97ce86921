package org.fletchck.schedule;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds time zones by name, ignoring case. */
public final class ZoneNames {
  /** Names of the tz database that Java leaves out, with the zones that they stand for. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "EST", "America/Panama",
          "MST", "America/Phoenix",
          "HST", "Pacific/Honolulu",
          "ROC", "Asia/Taipei",
          "GMT+0", "Etc/GMT",
          "GMT-0", "Etc/GMT");

  private static final int LONGEST_NAME = 40;

  private static final Map<String, String> IDS = ids();

  private ZoneNames() {}

  private static Map<String, String> ids() {
    Map<String, String> ids = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ids.putAll(LEFT_OUT);
    ZoneId.getAvailableZoneIds().forEach(id -> ids.put(id, id));
    return ids;
  }

  /**
   * Returns the zone with a name of the tz database, such as {@code Europe/Berlin}, ignoring case.
   * {@code EST}, {@code MST} and {@code HST} are accepted as well.
   *
   * @throws IllegalArgumentException if the name is unknown; the message suggests similar ones
   */
  public static ZoneId of(String name) {
    String id = IDS.get(name.strip());
    if (id == null) {
      throw new IllegalArgumentException(
          "expected a time zone such as %s, found \"%s\""
              .formatted(String.join(" or ", nearest(name)), name));
    }
    return ZoneId.of(id);
  }

  /** Returns the most similar names. Compares the city alone too: people remember that. */
  private static List<String> nearest(String name) {
    String typed = name.strip().toLowerCase(Locale.ROOT);
    String wanted = typed.substring(0, Math.min(typed.length(), LONGEST_NAME));
    return IDS.keySet().stream()
        .sorted(Comparator.comparingInt(id -> distance(wanted, id.toLowerCase(Locale.ROOT))))
        .limit(3)
        .toList();
  }

  private static int distance(String wanted, String id) {
    String city = id.substring(id.lastIndexOf('/') + 1);
    String wantedCity = wanted.substring(wanted.lastIndexOf('/') + 1);
    return Math.min(edits(wanted, id), 1 + edits(wantedCity, city));
  }

  /** Returns the number of insertions, deletions and replacements that turn one into the other. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
