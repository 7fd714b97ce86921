package org.fletchck.web.forms;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.spi.Problem;

/** The field for a pause, which accepts more formats than the file does. */
final class PauseField {

  private static final String NAME = CheckKeys.PAUSED.name();
  private static final String HELP =
      "How long to pause the check, such as 2 hours, or until when, such as 2026-11-21 18:00; true"
          + " pauses it indefinitely";

  private PauseField() {}

  /** Returns a check with its pause in the format of the file, unless it is unchanged. */
  static CheckConfig spelled(
      CheckConfig check, CheckConfig before, Instant now, ZoneId site, Consumer<Problem> wrong) {
    Object value = check.raw().get(NAME);
    if (!(value instanceof String text) || text.equals(before.raw().get(NAME)) || isKept(text)) {
      return check;
    }
    Map<String, Object> raw = new LinkedHashMap<>(check.raw());
    try {
      raw.put(NAME, PauseText.read(text, now, check.zone(site)));
    } catch (IllegalArgumentException e) {
      wrong.accept(Problem.error(NAME, e.getMessage() + "; true pauses indefinitely", ""));
      raw.remove(NAME);
    }
    return CheckConfig.of(check.name(), raw);
  }

  private static boolean isKept(String text) {
    try {
      CheckKeys.PAUSED.read(text, warning -> {});
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the field with its help text; other fields are returned as they are. */
  static Field explained(Field field) {
    return field.name().equals(NAME) ? field.withHelp(HELP) : field;
  }
}
