package org.fletchck.schedule;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The text of every cron field, given or default. */
record CronTexts(TriggerSpec spec, Map<CronField, String> texts) {

  /**
   * Fills in the fields that aren't given: any value above the least significant given field, the
   * minimum below it.
   */
  static CronTexts of(TriggerSpec spec) {
    Map<CronField, String> texts = new EnumMap<>(CronField.class);
    CronField[] fields = CronField.values();
    boolean given = false;
    for (int i = fields.length - 1; i >= 0; i--) {
      Optional<String> text = spec.text(fields[i].key());
      given |= text.isPresent();
      texts.put(fields[i], text.orElse(given ? "*" : fields[i].least()));
    }
    if (!given) {
      throw new IllegalArgumentException(
          "cron: expected at least one of year, month, day, week, day_of_week, hour, minute and"
              + " second, found none; for example {\"hour\": \"9-17\", \"minute\": \"*/5\"}");
    }
    return new CronTexts(spec, texts);
  }

  /** Reads one field; the message of an exception names the field and its possible values. */
  <T> T read(CronField field, Function<String, T> reader) {
    String text = texts.getOrDefault(field, "*");
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      String what = "%s, found \"%s\": %s".formatted(field.expected(), text, e.getMessage());
      throw new IllegalArgumentException("cron." + field.key() + ": " + what, e);
    }
  }

  /** Returns one field in the syntax of the cron library. */
  String numbers(CronField field) {
    return field.text(read(field, field::ranges));
  }

  /** Returns whether the hour is {@code *} or {@code *}{@code /a}; then times are elapsed time. */
  boolean anyHour() {
    return texts.getOrDefault(CronField.HOUR, "*").matches("\\*(/\\d+)?");
  }
}
