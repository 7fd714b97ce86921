package org.fletchck.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.fletchck.web.layout.Links;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.pages.StatusBoard.Board;
import org.fletchck.web.pages.StatusBoard.Outage;

/** Writes public failures as an RSS 2.0.11 feed with an item for each start and each end. */
final class StatusFeed {

  private StatusFeed() {}

  /**
   * Returns the feed.
   *
   * @param here the address of the pages as clients reach them
   */
  static String of(Board board, String title, String here) {
    Markup xml = new Markup().add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.add("<rss version=\"2.0\"><channel>\n");
    element(xml, "title", title);
    element(xml, "link", here + "/status");
    element(xml, "description", "Failures of the last 90 days");
    element(xml, "lastBuildDate", date(board.times().now()));
    for (Outage outage : board.outages()) {
      if (outage.to() != null) {
        String text = "It was down for " + outage.lasted(board.times()) + ".";
        item(xml, outage, outage.check() + " is up again", text, outage.to(), here);
      }
      item(xml, outage, outage.check() + " is down", "It went down.", outage.from(), here);
    }
    return xml.add("</channel></rss>\n").toString();
  }

  private static void item(
      Markup xml, Outage outage, String title, String text, Instant at, String here) {
    xml.add("<item>");
    element(xml, "title", title);
    element(xml, "link", here + "/status");
    element(xml, "description", text);
    element(xml, "pubDate", date(at));
    xml.add("<guid isPermaLink=\"false\">");
    xml.text(Links.segment(outage.id())).add("-").add(at.toEpochMilli()).add("</guid></item>\n");
  }

  private static void element(Markup xml, String name, String text) {
    xml.add("<").add(name).add(">").text(plain(text)).add("</").add(name).add(">");
  }

  /** Replaces control characters that XML can't represent (XML 1.0, section 2.2). */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\uFFFE\\uFFFF]", " ");
  }

  private static String date(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC));
  }
}
