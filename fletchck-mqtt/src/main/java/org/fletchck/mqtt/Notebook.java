package org.fletchck.mqtt;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fletchck.Site;
import org.fletchck.config.SiteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the bridge remembers from one start to the next, kept with the states of the site. */
final class Notebook {

  private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);
  private static final String ID = "mqtt.clientid";
  private static final String ADDED = "mqtt.added";
  private static final String TOPICS = "mqtt.topics";
  private static final String LIST = "list";

  private final Site site;

  Notebook(Site site) {
    this.site = site;
  }

  /** Returns the id that was made for this site: letters and digits, at most 23 (MQTT 3.1.1). */
  String clientId() {
    return site.note(ID)
        .orElseGet(
            () -> {
              String random = UUID.randomUUID().toString().replace("-", "");
              String made = "fletchck" + random.substring(0, 14);
              site.remember(ID, made);
              return made;
            });
  }

  /** Returns the names that were added by a message, or removed: none is added again by itself. */
  Set<String> added() {
    return read(ADDED);
  }

  /** Remembers names that are not added again by themselves. */
  void added(Collection<String> names) {
    Set<String> all = read(ADDED);
    if (all.addAll(names)) {
      write(ADDED, all);
    }
  }

  /** Returns the topics under which the broker may keep something of this site. */
  Set<String> topics() {
    return read(TOPICS);
  }

  /** Remembers these topics in place of those before. */
  void topics(Set<String> now) {
    if (!now.equals(read(TOPICS))) {
      write(TOPICS, now);
    }
  }

  private Set<String> read(String note) {
    Set<String> texts = new LinkedHashSet<>();
    site.note(note).ifPresent(text -> texts.addAll(list(note, text)));
    return texts;
  }

  private static List<String> list(String note, String text) {
    try {
      return SiteFile.parse(text).get(LIST) instanceof List<?> items
          ? items.stream().map(String::valueOf).toList()
          : List.of();
    } catch (IllegalArgumentException e) {
      LOG.warn("mqtt: the note {} can't be read and is begun anew: {}", note, e.getMessage());
      return List.of();
    }
  }

  private void write(String note, Set<String> texts) {
    site.remember(note, SiteFile.format(Map.of(LIST, List.copyOf(texts))));
  }
}
