package org.fletchck.web.forms;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fletchck.schedule.TriggerText;
import org.fletchck.spi.Problem;
import org.fletchck.web.forms.Field.Input;
import org.jspecify.annotations.Nullable;

/** The field for a trigger as text. */
final class TriggerField {

  static final String NAME = "trigger";

  private static final String HELP =
      "When to run, such as \"10 min\" or \"cron 0,30 min 9-17 hr mon-fri weekday\"";
  private static final String HINT = "on demand only";

  private TriggerField() {}

  static String shown(@Nullable Object raw) {
    if (raw == null) {
      return "";
    }
    if (raw instanceof Map<?, ?> map) {
      Map<String, Object> fields = Comments.without(map);
      try {
        return fields.isEmpty() ? "" : TriggerText.format(fields);
      } catch (IllegalArgumentException e) {
        return raw.toString(); // reported by validation
      }
    }
    return raw.toString();
  }

  /** Returns the trigger for the file, with its comments; null for none. */
  static @Nullable Object read(
      FormInput formInput, @Nullable Object before, Consumer<Problem> wrong) {
    String text = formInput.text(NAME).orElse(shown(before));
    if (text.strip().equals(shown(before))) {
      return before;
    }
    try {
      Map<String, Object> kept = Comments.kept(before, TriggerText.parse(text).orElse(Map.of()));
      return kept.isEmpty() ? null : kept;
    } catch (IllegalArgumentException e) {
      wrong.accept(Problem.error(NAME, String.valueOf(e.getMessage()), ""));
      return before;
    }
  }

  static Field field(@Nullable Object raw, FormInput formInput, FieldProblems fieldProblems) {
    return new Field(
        NAME,
        NAME,
        HELP,
        Input.TRIGGER,
        formInput.text(NAME).orElse(shown(raw)),
        HINT,
        List.of(),
        false,
        "",
        fieldProblems.at(NAME));
  }
}
