package org.fletchck.web.forms;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time on a page.
 *
 * @param text the time as people read it
 * @param machine the time as programs read it
 */
public record TimeView(String text, String machine) {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss", Locale.ENGLISH);

  static TimeView of(ZonedDateTime time) {
    return new TimeView(FORMAT.format(time), DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
  }
}
