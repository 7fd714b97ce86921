package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;

/** Notes as they stand in users' stores: read by every later version, and written alike. */
class BridgeStateTest {

  private static final Map<String, String> NOTES =
      Map.of(
          "mqtt.clientid",
          "fletchck0123456789abcd",
          "mqtt.added",
          """
          {
            "list": [
              "far",
              "disk"
            ]
          }
          """,
          "mqtt.published",
          """
          {
            "site/web": "web",
            "here": ""
          }
          """,
          "mqtt.filter",
          "far/#");

  @Test
  void readsAndWritesMetadata() {
    Store store = Store.inMemory();
    NOTES.forEach((name, text) -> store.commit(Store.Commit.metadata(name, text)));
    Map<String, String> topics = new LinkedHashMap<>();
    topics.put("site/web", "web");
    topics.put("here", "");
    try (Site site = open(store)) {
      BridgeState bridgeState = new BridgeState(site);
      assertThat(bridgeState.clientId()).isEqualTo("fletchck0123456789abcd");
      assertThat(bridgeState.added()).containsExactly("far", "disk");
      assertThat(bridgeState.topics()).isEqualTo(topics);
      assertThat(bridgeState.filter()).isEqualTo("far/#");
    }

    Store fresh = Store.inMemory();
    try (Site site = open(fresh)) {
      BridgeState bridgeState = new BridgeState(site);
      bridgeState.added(List.of("far", "disk"));
      bridgeState.topics(topics);
      bridgeState.filter("far/#");
      assertThat(NOTES).containsAllEntriesOf(fresh.snapshot().metadata());
    }
  }

  private static Site open(Store store) {
    return Site.with(Types.of())
        .scheduler(new ManualScheduler(Instance.START, 1))
        .store(store)
        .open(SiteConfig.empty());
  }
}
