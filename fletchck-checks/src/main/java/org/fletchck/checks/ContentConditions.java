package org.fletchck.checks;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the content of an answer must be like.
 *
 * @param contains a text in it; null for any
 * @param matches an expression found in it; null for any
 * @param json values in it; null for any
 */
record ContentConditions(
    @Nullable String contains, @Nullable Pattern matches, @Nullable JsonValues json) {

  /** Tells whether the content has to be read at all. */
  boolean any() {
    return contains != null || matches != null || json != null;
  }

  /** Returns what is wrong with the content, in words. */
  Optional<String> complaint(HttpBody body) {
    String where = body.cut() ? " in the first MiB" : "";
    if (contains != null && !body.text().contains(contains)) {
      return Optional.of("the answer does not contain \"" + shown(contains) + '"' + where);
    }
    if (matches != null && !matches.matcher(body.text()).find()) {
      return Optional.of("the answer does not match " + shown(matches.pattern()) + where);
    }
    return json == null ? Optional.empty() : json.complaint(body);
  }

  private static String shown(String text) {
    return ValueTexts.clean(text, 80);
  }
}
