package org.fletchck.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names the two kinds of trigger and the fields of each, in the file and in the text form. */
enum TriggerKind {
  INTERVAL("weeks=week days=day hours=hr minutes=min seconds=sec"),
  CRON("year=year month=month day=day week=week day_of_week=weekday hour=hr minute=min second=sec");

  /** The fields that both kinds have. */
  private static final String COMMON = " start_date=start end_date=end timezone=z jitter=delay";

  private final String fields;

  TriggerKind(String fields) {
    this.fields = fields;
  }

  /** Returns the key in the file, also the keyword in the text form. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the unit in the text form of each field in the file. */
  Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>();
    for (String field : (fields + COMMON).split(" ", -1)) {
      int end = field.indexOf('=');
      units.put(field.substring(0, end), field.substring(end + 1));
    }
    return units;
  }

  /** Returns the field that a word of the text form means: a unit or the field's own name. */
  Optional<String> fieldOf(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return units().entrySet().stream()
        .filter(unit -> unit.getKey().equals(lower) || unit.getValue().equals(lower))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Tells whether a field is a number in the file also when it comes from text. */
  boolean isNumber(String field) {
    return field.equals("jitter")
        || (this == INTERVAL && !List.of("start_date", "end_date", "timezone").contains(field));
  }

  /** Returns the field that a text means whose last value has no unit. */
  String minutes() {
    return this == INTERVAL ? "minutes" : "minute";
  }

  /** Returns two texts that work. */
  List<String> examples() {
    return this == INTERVAL
        ? List.of("10 min", "interval 1 week 2 hr 2025-06-15 start")
        : List.of("cron 0,30 min 9-17 hr mon-fri weekday", "cron last fri day 8 hr");
  }
}
