package org.fletchck.actions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.actions.MessageText.Fact;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;

/** The text of several changes that are sent together: one line for each, then each in full. */
final class DigestText {

  private static final int LINES = 500;
  private static final int IN_FULL = 50;

  private DigestText() {}

  static MessageText of(Notification n, MessageTimes times) {
    return new MessageText(
        n.headline(),
        null,
        n.headline(),
        n.change() == Change.RECOVERED,
        null,
        facts(n, times),
        null,
        List.of(),
        n.parts().stream().limit(IN_FULL).map(part -> MessageText.ofPart(part, times)).toList());
  }

  private static List<Fact> facts(Notification n, MessageTimes times) {
    List<Notification> parts = n.parts();
    List<Fact> facts = new ArrayList<>();
    parts.stream().limit(LINES).map(DigestText::line).forEach(facts::add);
    if (parts.size() > LINES) {
      facts.add(new Fact("", "and " + (parts.size() - LINES) + " more"));
    }
    List<String> unreachable = n.what().unreachable();
    if (!unreachable.isEmpty()) {
      facts.add(new Fact("Unreachable because of that", PlainLine.names(unreachable)));
    }
    String from = times.time(parts.get(0).when().at(), n.when().zone());
    String to = times.time(n.when().at(), n.when().zone());
    facts.add(new Fact(from.equals(to) ? "At" : "From", from));
    if (!from.equals(to)) {
      facts.add(new Fact("To", to));
    }
    facts.add(new Fact("Site", PlainLine.oneLine(n.site(), 150)));
    return facts;
  }

  private static Fact line(Notification part) {
    String name = part.subject().name() + " (" + part.subject().type() + ")";
    return new Fact(part.change().word(), PlainLine.oneLine(name + more(part), 250));
  }

  private static String more(Notification part) {
    if (part.change() == Change.RECOVERED) {
      Duration lasted = part.when().lasted();
      return lasted == null ? "" : ", failed for " + MessageTimes.duration(lasted);
    }
    String reason = part.what().reason();
    return reason == null ? "" : ", " + reason;
  }
}
