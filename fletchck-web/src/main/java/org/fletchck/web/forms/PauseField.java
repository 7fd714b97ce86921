package org.fletchck.web.forms;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.spi.Problem;

/** A pause as people write it, beside the ways in which it may stand in the file. */
final class PauseField {

  private static final String NAME = CheckKeys.PAUSED.name();
  private static final String HELP =
      "True to pause the check; or for how long, such as 2 hours; or until when, such as"
          + " 2026-11-21 18:00";

  private PauseField() {}

  /** Returns a check with its pause as the file wants it, unless that is what was there before. */
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
      wrong.accept(Problem.error(NAME, "true pauses for good; else " + e.getMessage(), ""));
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

  /** Returns the field with what can be typed; others stay as they are. */
  static Field explained(Field field) {
    return field.name().equals(NAME) ? field.withHelp(HELP) : field;
  }
}
