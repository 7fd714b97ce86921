package org.fletchck.actions;

import java.util.IllformedLocaleException;
import java.util.Locale;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * The configured style of messages, the same for every action type that composes them.
 *
 * @param site the name of the site in messages; null for that in the notification
 * @param icon an emoji or symbol that identifies the site; null for none
 * @param times how times are written
 */
record MessageStyle(@Nullable String site, @Nullable String icon, MessageTimes times) {

  static final MessageStyle PLAIN = new MessageStyle(null, null, MessageTimes.ENGLISH);

  static final Option<String> ICON =
      Option.text(
          "icon",
          "Emoji or symbol at the very beginning that identifies the site, such as \uD83D\uDC36");

  static final Option<String> LANGUAGE =
      Option.text("language", "Language of dates, such as de or en-AU")
          .orElse("en")
          .check(MessageStyle::locale);

  /** Creates a style from options that include these two and one for the site. */
  static MessageStyle of(Options options, Option<String> site) {
    return new MessageStyle(
        OptionTexts.find(options, site).orElse(null),
        OptionTexts.find(options, ICON).map(icon -> PlainLine.oneLine(icon, 20)).orElse(null),
        new MessageTimes(locale(OptionTexts.find(options, LANGUAGE).orElse("en"))));
  }

  /** Returns the notification with the configured site name. */
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

  /** Returns the icon followed by a space, or an empty string. */
  String iconAndSpace() {
    return icon == null ? "" : icon + " ";
  }

  private static Locale locale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag.strip().replace('_', '-')).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException(
          "expected a language such as de or en-AU, found \"" + PlainLine.oneLine(tag, 40) + '"',
          e);
    }
  }
}
