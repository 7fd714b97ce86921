package org.fletchck.checks;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that the content of a response must meet.
 *
 * @param contains a string it contains; null for any
 * @param matches an expression it matches; null for any
 * @param json values it has as JSON; null for any
 */
record ContentConditions(
    @Nullable String contains, @Nullable Pattern matches, @Nullable JsonValues json) {

  /** Returns whether the content has to be read at all. */
  boolean any() {
    return contains != null || matches != null || json != null;
  }

  /** Returns what is wrong with the content, if anything. */
  Optional<String> complaint(HttpBody body) {
    String where = body.cut() ? " in the first MiB" : "";
    if (contains != null && !body.text().contains(contains)) {
      return Optional.of("the response does not contain \"" + shown(contains) + '"' + where);
    }
    if (matches != null && !matches.matcher(body.text()).find()) {
      return Optional.of("the response does not match " + shown(matches.pattern()) + where);
    }
    return json == null ? Optional.empty() : json.complaint(body);
  }

  private static String shown(String text) {
    return ValueTexts.clean(text, 80);
  }
}
