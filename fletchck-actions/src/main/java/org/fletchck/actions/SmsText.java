package org.fletchck.actions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Timing;

/**
 * Writes a notification for a phone: what, why and since when on a line each, at most 300
 * characters. If that is too long, the reason is cut, because the rest is short.
 */
final class SmsText {

  private static final int MOST = 300;
  private static final int NAME = 80;
  private static final int SITE = 30;

  private SmsText() {}

  static String of(Notification n, MessageStyle wording) {
    List<String> after = new ArrayList<>();
    int unreachable = n.what().unreachable().size();
    if (unreachable > 0 && n.change() != Change.RECOVERED) {
      after.add(unreachable + (unreachable == 1 ? " check" : " checks") + " unreachable");
    }
    after.add(time(n, wording.times()));
    String head = wording.iconAndSpace() + site(wording) + headline(n);
    String tail = "\n" + String.join("\n", after);
    int room = MOST - head.length() - tail.length() - 1;
    String reason = reason(n);
    return reason.isEmpty() ? head + tail : head + "\n" + PlainLine.oneLine(reason, room) + tail;
  }

  private static String site(MessageStyle wording) {
    String site = wording.site();
    return site == null ? "" : "[" + PlainLine.oneLine(site, SITE) + "] ";
  }

  private static String headline(Notification n) {
    if (n.isDigest()) {
      return n.headline();
    }
    return (n.test() ? "TEST: " : "")
        + PlainLine.oneLine(n.subject().name(), NAME)
        + ": "
        + n.change().word()
        + (n.change() == Change.REMINDER ? " (reminder)" : "");
  }

  private static String reason(Notification n) {
    MemberChanges members = n.what().members();
    if (n.change() == Change.RECOVERED && !n.isDigest()) {
      return "";
    }
    if (n.change() == Change.MEMBERS) {
      return named("now also ", members.fresh())
          + named("still ", members.still())
          + named("back ", members.back()).replaceFirst("; $", "");
    }
    return Objects.requireNonNullElse(n.what().reason(), "");
  }

  private static String named(String word, List<String> names) {
    return names.isEmpty() ? "" : word + PlainLine.names(names) + "; ";
  }

  private static String time(Notification n, MessageTimes times) {
    Timing when = n.when();
    Instant since = when.since() == null ? when.at() : when.since();
    if (n.change() != Change.RECOVERED) {
      return "since " + times.time(since, when.zone());
    }
    String lasted =
        when.lasted() == null ? "" : ", failed for " + MessageTimes.duration(when.lasted());
    return "at " + times.time(when.at(), when.zone()) + lasted;
  }
}
