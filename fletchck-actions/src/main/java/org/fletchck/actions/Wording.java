package org.fletchck.actions;

import java.util.IllformedLocaleException;
import java.util.Locale;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of how messages are worded, the same for each type that words any.
 *
 * @param site the name of the site in messages; null for what the notification says
 * @param icon a sign to know the site by; null for none
 * @param times how times are written
 */
record Wording(@Nullable String site, @Nullable String icon, TimeText times) {

  static final Wording PLAIN = new Wording(null, null, TimeText.ENGLISH);

  static final Option<String> ICON =
      Option.text("icon", "Sign at the very beginning to know the site by, such as \uD83D\uDC36");

  static final Option<String> LANGUAGE =
      Option.text("language", "Language of dates, such as de or en-AU")
          .orElse("en")
          .check(Wording::locale);

  /** Makes one of options that have these two and one for the site. */
  static Wording of(Options options, Option<String> site) {
    return new Wording(
        Texts.find(options, site).orElse(null),
        Texts.find(options, ICON).map(icon -> Plain.oneLine(icon, 20)).orElse(null),
        new TimeText(locale(Texts.find(options, LANGUAGE).orElse("en"))));
  }

  /** Returns the notification with the name of the site that the configuration wants. */
  Notification named(Notification n) {
    return site == null
        ? n
        : new Notification(
            n.id(),
            n.incident(),
            site,
            n.subject(),
            n.change(),
            n.when(),
            n.what(),
            n.test(),
            n.parts());
  }

  /** Returns the sign with a space after it, or nothing. */
  String iconAndSpace() {
    return icon == null ? "" : icon + " ";
  }

  private static Locale locale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag.strip().replace('_', '-')).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException(
          "expected a language such as de or en-AU, found \"" + Plain.oneLine(tag, 40) + '"', e);
    }
  }
}
