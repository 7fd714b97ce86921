package org.fletchck.mqtt;

import java.util.Collection;
import java.util.LinkedHashMap;
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
final class BridgeState {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeState.class);
  private static final String ID = "mqtt.clientid";
  private static final String ADDED = "mqtt.added";
  private static final String TOPICS = "mqtt.published";
  private static final String FILTER = "mqtt.filter";
  private static final String LIST = "list";

  private final Site site;

  BridgeState(Site site) {
    this.site = site;
  }

  /** Returns the id that was made for this site: letters and digits, at most 23 (MQTT 3.1.1). */
  String clientId() {
    return site.metadata(ID)
        .orElseGet(
            () -> {
              String random = UUID.randomUUID().toString().replace("-", "");
              String made = "fletchck" + random.substring(0, 14);
              site.setMetadata(ID, made);
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

  /**
   * Returns the topics under which the broker may keep something of this site, with the names of
   * the checks that it is of; empty for what isn't the state of a check, or of one that is gone.
   */
  Map<String, String> topics() {
    Map<String, String> topics = new LinkedHashMap<>();
    parsed(TOPICS).forEach((topic, name) -> topics.put(topic, String.valueOf(name)));
    return topics;
  }

  /** Remembers these topics in place of those before. */
  void topics(Map<String, String> now) {
    if (!now.equals(topics())) {
      site.setMetadata(TOPICS, SiteFile.format(now));
    }
  }

  /** Returns the topic filter that was subscribed last; empty for none. */
  String filter() {
    return site.metadata(FILTER).orElse("");
  }

  /** Remembers the topic filter that is subscribed now. */
  void filter(String now) {
    site.setMetadata(FILTER, now);
  }

  private Set<String> read(String note) {
    Set<String> texts = new LinkedHashSet<>();
    if (parsed(note).get(LIST) instanceof List<?> items) {
      items.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }

  private Map<String, Object> parsed(String note) {
    try {
      return site.metadata(note).map(SiteFile::parse).orElse(Map.of());
    } catch (IllegalArgumentException e) {
      LOG.warn("mqtt: the note {} can't be read and is begun again: {}", note, e.getMessage());
      return Map.of();
    }
  }

  private void write(String note, Set<String> texts) {
    site.setMetadata(note, SiteFile.format(Map.of(LIST, List.copyOf(texts))));
  }
}
