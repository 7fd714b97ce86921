package org.fletchck.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The two kinds of trigger, with the fields of each in the file and in the text form. */
enum TriggerKind {
  INTERVAL("weeks=week days=day hours=hr minutes=min seconds=sec"),
  CRON("year=year month=month day=day week=week day_of_week=weekday hour=hr minute=min second=sec");

  /** The fields that both kinds have. */
  private static final String COMMON = " start_date=start end_date=end timezone=z jitter=delay";

  /** Other units of duration. In a cron trigger they would be mistaken for times of day. */
  private static final Map<String, List<String>> LENGTHS =
      Map.of(
          "weeks", List.of("w"),
          "days", List.of("d"),
          "hours", List.of("h", "hrs", "hour"),
          "minutes", List.of("m", "mins", "minute"),
          "seconds", List.of("s", "secs", "second"));

  private final String fields;

  TriggerKind(String fields) {
    this.fields = fields;
  }

  /** Returns the key in the file, which is also the keyword in the text form. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the unit in the text form for each field in the file. */
  Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>();
    for (String field : (fields + COMMON).split(" ", -1)) {
      int end = field.indexOf('=');
      units.put(field.substring(0, end), field.substring(end + 1));
    }
    return units;
  }

  /** Returns the units as shown to people who used none of them. */
  String unitsInWords() {
    String units = String.join(", ", units().values());
    return this == INTERVAL ? units + ", in short w, d, h, m, s" : units;
  }

  /** Returns the field that a word of the text form denotes: a unit or the field's own name. */
  Optional<String> fieldOf(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return units().entrySet().stream()
        .filter(
            unit ->
                unit.getKey().equals(lower)
                    || unit.getValue().equals(lower)
                    || others(unit.getKey()).contains(lower))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private List<String> others(String field) {
    return this == INTERVAL ? LENGTHS.getOrDefault(field, List.of()) : List.of();
  }

  /** Returns whether a word of the text form is a unit of the length of an interval. */
  boolean isLength(String word) {
    return this == INTERVAL && fieldOf(word).filter(LENGTHS::containsKey).isPresent();
  }

  /** Returns whether a field becomes a number in the file when it is parsed from text. */
  boolean isNumber(String field) {
    return field.equals("jitter")
        || (this == INTERVAL && !List.of("start_date", "end_date", "timezone").contains(field));
  }

  /** Returns the field of a last value without a unit. */
  String minutes() {
    return this == INTERVAL ? "minutes" : "minute";
  }

  /** Returns two valid examples of the text form. */
  List<String> examples() {
    return this == INTERVAL
        ? List.of("10 min", "interval 1 week 2 hr 2025-06-15 start")
        : List.of("cron 0,30 min 9-17 hr mon-fri weekday", "cron last fri day 8 hr");
  }
}
