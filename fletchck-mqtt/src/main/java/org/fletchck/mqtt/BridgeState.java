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

/** What the bridge keeps across restarts, stored with the states of the site. */
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

  /** Returns the client id generated for this site: letters and digits, at most 23 (MQTT 3.1.1). */
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

  /**
   * Returns the names that were added by a message, or removed; none is added automatically again.
   */
  Set<String> added() {
    return read(ADDED);
  }

  /** Stores names that are not to be added automatically again. */
  void added(Collection<String> names) {
    Set<String> all = read(ADDED);
    if (all.addAll(names)) {
      write(ADDED, all);
    }
  }

  /**
   * Returns the topics on which the broker may retain a message of this site, with the names of the
   * checks; a name is empty if the message isn't the state of a check, or the check is gone.
   */
  Map<String, String> topics() {
    Map<String, String> topics = new LinkedHashMap<>();
    parsed(TOPICS).forEach((topic, name) -> topics.put(topic, String.valueOf(name)));
    return topics;
  }

  /** Replaces the stored topics. */
  void topics(Map<String, String> now) {
    if (!now.equals(topics())) {
      site.setMetadata(TOPICS, SiteFile.format(now));
    }
  }

  /** Returns the topic filter that was subscribed to last; empty if none was. */
  String filter() {
    return site.metadata(FILTER).orElse("");
  }

  /** Stores the topic filter that is currently subscribed to. */
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
      LOG.warn("mqtt: the metadata {} can't be read and is reset: {}", note, e.getMessage());
      return Map.of();
    }
  }

  private void write(String note, Set<String> texts) {
    site.setMetadata(note, SiteFile.format(Map.of(LIST, List.copyOf(texts))));
  }
}
