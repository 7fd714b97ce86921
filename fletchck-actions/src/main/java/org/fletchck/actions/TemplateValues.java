package org.fletchck.actions;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.jspecify.annotations.Nullable;

/**
 * The values of a notification for templates and programs, by name. The names must never change.
 */
final class TemplateValues {

  /** The name of the notification as JSON. */
  static final String JSON = "json";

  /** The name of the value of the option {@code to}. */
  static final String TO = "to";

  /** The name of the value of the option {@code token}. */
  static final String TOKEN = "token";

  private static final String COUNT = "unreachableCount";

  /** Text for people, which may hold any characters. */
  private static final Set<String> PROSE =
      Set.of(
          "site",
          "name",
          "type",
          "title",
          "text",
          "reason",
          "lasted",
          "level",
          "log",
          "note",
          "unreachable");

  /** Values for machines. */
  private static final Set<String> TERMS =
      Set.of(
          "change",
          "status",
          "fail",
          "pass",
          "since",
          "at",
          COUNT,
          "link",
          "id",
          "incident",
          "test",
          JSON,
          TO,
          TOKEN);

  private TemplateValues() {}

  static boolean isProse(String name) {
    return PROSE.contains(name);
  }

  /** Returns all names. */
  static List<String> names() {
    List<String> names = new ArrayList<>(PROSE);
    names.addAll(TERMS);
    return names;
  }

  /** Returns sample values to try out a template with: something for each name, or nothing. */
  static Map<String, String> sample(boolean filled) {
    Map<String, String> values = new HashMap<>();
    names().forEach(name -> values.put(name, filled ? "x" : ""));
    values.put(COUNT, filled ? "1" : "0");
    values.put(JSON, "{}");
    return values;
  }

  /**
   * Returns the values of a notification; unknown ones are left out.
   *
   * @param limit the maximum length of a text, in characters
   */
  static Map<String, String> of(Notification n, MessageStyle wording, int limit) {
    MessageText text = MessageText.of(n, wording.times());
    Finding what = n.what();
    ZoneId zone = n.when().zone();
    Map<String, String> values = new HashMap<>();
    values.put("site", PlainLine.oneLine(n.site(), 150));
    values.put("name", PlainLine.oneLine(n.subject().name(), 150));
    values.put("type", PlainLine.oneLine(n.subject().type(), 60));
    values.put("title", wording.iconAndSpace() + text.headline());
    values.put("text", PlainLine.cut(String.join("\n", lines(n, text)), limit));
    values.put("change", word(n.change()));
    values.put("status", n.change().word());
    values.put(text.passes() ? "pass" : "fail", "true");
    put(values, "reason", what.reason() == null ? null : PlainLine.oneLine(what.reason(), limit));
    put(values, "since", n.when().since() == null ? null : time(n.when().since(), zone));
    values.put("at", time(n.when().at(), zone));
    put(
        values,
        "lasted",
        n.when().lasted() == null ? null : MessageTimes.duration(n.when().lasted()));
    put(values, "level", what.level() == null ? null : PlainLine.oneLine(what.level(), 200));
    values.put("log", String.join("\n", text.log()));
    put(values, "note", n.subject().note());
    values.put("unreachable", PlainLine.names(what.unreachable()));
    values.put(COUNT, String.valueOf(what.unreachable().size()));
    put(values, "link", text.link());
    values.put("id", n.id());
    values.put("incident", n.incident());
    values.put("test", n.test() ? "true" : "");
    values.put(JSON, json(n));
    return values;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /** Returns the lines of the text, without what the title already says. */
  private static List<String> lines(Notification n, MessageText text) {
    List<String> lines = new ArrayList<>();
    if (text.test() != null) {
      lines.add(text.test());
    }
    if (n.change() != Change.FAILED && n.change() != Change.RECOVERED) {
      lines.add(text.title());
    }
    if (text.reason() != null) {
      lines.add(text.reason());
    }
    text.facts().forEach(fact -> lines.add(fact.line()));
    return lines;
  }

  /**
   * Returns the whole notification as a JSON object, whose members are documented in
   * docs/actions.md.
   */
  static String json(Notification n) {
    return SiteFile.format(object(n)).strip();
  }

  private static Map<String, Object> object(Notification n) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", n.id());
    json.put("incident", n.incident());
    json.put("test", n.test());
    json.put("site", n.site());
    json.put("name", n.subject().name());
    json.put("type", n.subject().type());
    json.put("change", word(n.change()));
    json.put("status", n.change().word());
    json.put("title", n.headline());
    json.put("reason", n.what().reason());
    json.put("level", n.what().level());
    json.put("note", n.subject().note());
    json.put("link", n.subject().link());
    json.put("at", time(n.when().at(), n.when().zone()));
    Instant since = n.when().since();
    json.put("since", since == null ? null : time(since, n.when().zone()));
    json.put("lastedSeconds", n.when().lasted() == null ? null : n.when().lasted().toSeconds());
    json.put("log", LogExcerpt.of(n.what().log()));
    json.put("members", members(n.what().members()));
    json.put("unreachable", n.what().unreachable());
    if (n.isDigest()) {
      json.put("parts", n.parts().stream().map(TemplateValues::object).toList());
    }
    return json;
  }

  static String word(Change change) {
    return switch (change) {
      case FAILED -> "failed";
      case RECOVERED -> "recovered";
      case MEMBERS -> "members";
      case KIND -> "kind";
      case REMINDER -> "reminder";
    };
  }

  private static Map<String, Object> members(MemberChanges members) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("new", members.fresh());
    json.put("still", members.still());
    json.put("back", members.back());
    return json;
  }

  /** Returns the time as in RFC 3339, with the offset of the zone. */
  private static String time(Instant time, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.atZone(zone).truncatedTo(ChronoUnit.SECONDS));
  }
}
