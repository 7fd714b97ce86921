package org.fletchck.schedule;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Holds the text of every cron field, given or by default. */
record CronTexts(TriggerSpec spec, Map<CronField, String> texts) {

  /**
   * Fills in what isn't given: any value above the least significant given field, else the least.
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

  /** Reads one field; what its reader refuses is said with the field and what it may hold. */
  <T> T read(CronField field, Function<String, T> reader) {
    String text = texts.getOrDefault(field, "*");
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      String what = "%s, found \"%s\": %s".formatted(field.expected(), text, e.getMessage());
      throw new IllegalArgumentException("cron." + field.key() + ": " + what, e);
    }
  }

  /** Returns one field in the form that the cron library reads. */
  String numbers(CronField field) {
    return field.text(read(field, field::ranges));
  }

  /** Tells whether the hour is {@code *} or {@code *}{@code /a}: only then time is elapsed time. */
  boolean anyHour() {
    return texts.getOrDefault(CronField.HOUR, "*").matches("\\*(/\\d+)?");
  }
}
