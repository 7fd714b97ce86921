package org.fletchck.actions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;
import org.jspecify.annotations.Nullable;

/**
 * The text of a notification, the same for every action: written for a person who is woken by it,
 * most important first. All strings are single lines of limited length.
 *
 * @param headline the subject line without the site
 * @param test says that this is a test; null if it isn't
 * @param title what happened, as a sentence
 * @param passes whether it is good news
 * @param reason the cause of a failure, or a remark on a pass; null if there is none
 * @param facts further facts, most important first
 * @param link address of the check's page
 * @param log the log of the run, shortened
 * @param parts the text of each change, if several are sent together
 */
record MessageText(
    String headline,
    @Nullable String test,
    String title,
    boolean passes,
    @Nullable String reason,
    List<Fact> facts,
    @Nullable String link,
    List<String> log,
    List<MessageText> parts) {

  /**
   * A single fact.
   *
   * @param label what it is about; empty if the text is a sentence
   * @param text the fact itself
   */
  record Fact(String label, String text) {
    /** Returns both as a line of plain text. */
    String line() {
      return label.isEmpty() ? text : label + ": " + text;
    }
  }

  static MessageText of(Notification n) {
    return of(n, MessageTimes.ENGLISH);
  }

  /** Returns the text of a notification, with dates in the given language. */
  static MessageText of(Notification n, MessageTimes times) {
    return n.isDigest() ? DigestText.of(n, times) : of(n, times, true);
  }

  /** Returns the text of one of several changes of the same site. */
  static MessageText ofPart(Notification n, MessageTimes times) {
    return of(n, times, false);
  }

  private static MessageText of(Notification n, MessageTimes times, boolean withSite) {
    Subject check = n.subject();
    String name =
        PlainLine.oneLine(check.name(), 150) + " (" + PlainLine.oneLine(check.type(), 60) + ")";
    String link = check.link();
    return new MessageText(
        PlainLine.oneLine(n.headline(), 250),
        n.test() ? "This is a test: nothing has happened." : null,
        title(n.change(), name),
        n.change() == Change.RECOVERED,
        reason(n),
        facts(n, times, withSite),
        link == null ? null : PlainLine.oneLine(link, 2000),
        LogExcerpt.of(n.what().log()),
        List.of());
  }

  private static String title(Change change, String name) {
    return switch (change) {
      case FAILED -> name + " fails.";
      case RECOVERED -> name + " passes again.";
      case MEMBERS -> name + " still fails, with other members.";
      case KIND -> name + " still fails, in another way.";
      case REMINDER -> "Reminder: " + name + " still fails.";
    };
  }

  /** Returns the reason, unless it only lists members: the facts name them more precisely. */
  private static @Nullable String reason(Notification n) {
    String reason = n.what().reason();
    if (reason == null
        || reason.isBlank()
        || (!n.what().members().equals(MemberChanges.NONE) && reason.startsWith("failing: "))) {
      return null;
    }
    return PlainLine.oneLine(reason, 1000);
  }

  private static List<Fact> facts(Notification n, MessageTimes times, boolean withSite) {
    List<Fact> facts = new ArrayList<>();
    MemberChanges members = n.what().members();
    if (n.change() == Change.FAILED) {
      addNames(facts, "Failing", members.fresh());
    } else {
      addNames(facts, "Newly failing", members.fresh());
    }
    addNames(facts, "Still failing", members.still());
    addNames(facts, "Passing again", members.back());
    addTimes(facts, n, times);
    addUnreachable(facts, n);
    add(facts, "Level", n.what().level(), 200);
    add(facts, "Note", n.subject().note(), 2000);
    add(facts, "Site", withSite ? n.site() : null, 150);
    return List.copyOf(facts);
  }

  private static void addTimes(List<Fact> facts, Notification n, MessageTimes times) {
    Timing when = n.when();
    Instant since = when.since();
    String at = times.time(when.at(), when.zone());
    String began = since == null ? at : times.time(since, when.zone());
    String lasted = when.lasted() == null ? "" : ", for " + MessageTimes.duration(when.lasted());
    if (n.change() != Change.RECOVERED) {
      facts.add(new Fact("Since", began + lasted));
      return;
    }
    if (since != null || !lasted.isEmpty()) {
      facts.add(new Fact("Failed since", began + lasted));
    }
    facts.add(new Fact("Passes since", at));
  }

  private static void addUnreachable(List<Fact> facts, Notification n) {
    List<String> names = n.what().unreachable();
    if (names.isEmpty()) {
      return;
    }
    String tense = n.change() == Change.RECOVERED ? "were" : "are";
    String one = n.change() == Change.RECOVERED ? "was" : "is";
    String checks = names.size() == 1 ? " check " + one : " checks " + tense;
    facts.add(
        new Fact(
            "", names.size() + checks + " unreachable because of it: " + PlainLine.names(names)));
  }

  private static void addNames(List<Fact> facts, String label, List<String> names) {
    if (!names.isEmpty()) {
      facts.add(new Fact(label, PlainLine.names(names)));
    }
  }

  private static void add(List<Fact> facts, String label, @Nullable String text, int most) {
    if (text != null && !text.isBlank()) {
      facts.add(new Fact(label, PlainLine.oneLine(text, most)));
    }
  }
}
