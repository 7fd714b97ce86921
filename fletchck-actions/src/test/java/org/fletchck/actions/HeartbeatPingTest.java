package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.History;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatPingTest {

  private final ManualScheduler time =
      new ManualScheduler(Instant.parse("2026-11-21T12:00:00Z"), 1);
  private final SickStore store = new SickStore();
  private final Site site =
      Site.with(Types.of()).scheduler(time).store(store).open(SiteConfig.empty());
  private TestWeb web;

  @BeforeEach
  void start() throws IOException {
    web = TestWeb.start();
  }

  @AfterEach
  void stop() {
    web.close();
    site.close();
  }

  private SiteConfig calling(String path, int minutes) {
    return SiteConfig.empty()
        .with("heartbeat", Map.of("url", web.url() + path, "minutes", minutes));
  }

  @Test
  void pingsUrlPeriodically() {
    site.apply(calling("/alive", 2));
    HeartbeatPing.begin(site, time);

    time.advance(Duration.ofMinutes(5));

    assertThat(web.requests).hasSize(3).allMatch(r -> r.line().equals("GET /alive"));
  }

  @Test
  void logsInWithCredentialsFromUrl() {
    String url = web.url().replace("://", "://me:s3cret@") + "/alive";
    site.apply(SiteConfig.empty().with("heartbeat", Map.of("url", url)));
    HeartbeatPing.begin(site, time);
    time.runDue();

    assertThat(web.requests)
        .singleElement()
        .satisfies(
            r -> assertThat(r.headers()).containsEntry("Authorization", "Basic bWU6czNjcmV0"));
  }

  @Test
  void followsConfigurationChanges() {
    HeartbeatPing.begin(site, time);
    time.advance(Duration.ofMinutes(5));
    assertThat(web.requests).isEmpty();

    site.apply(calling("/one", 10));
    time.advance(Duration.ofMinutes(5));
    site.apply(calling("/one", 10).with("timezone", "UTC"));
    time.advance(Duration.ofMinutes(4));
    assertThat(web.requests).hasSize(1);

    site.apply(calling("/two", 10));
    time.advance(Duration.ofMinutes(9));
    assertThat(web.requests).hasSize(2).last().matches(r -> r.line().equals("GET /two"));

    site.apply(SiteConfig.empty());
    time.advance(Duration.ofHours(1));
    assertThat(web.requests).hasSize(2);
  }

  @Test
  void sendsNoPingWhileStatesCannotBeSaved() {
    site.apply(calling("/alive", 1));
    store.sick = true;
    HeartbeatPing.begin(site, time);
    time.advance(Duration.ofMinutes(5));
    assertThat(web.requests).isEmpty();

    store.sick = false;
    time.advance(Duration.ofMinutes(1));
    assertThat(web.requests).hasSize(1);
  }

  @Test
  void continuesAfterFailedPing() {
    web.answering(500, "");
    site.apply(calling("/alive", 1));
    HeartbeatPing.begin(site, time);

    time.advance(Duration.ofMinutes(2));

    assertThat(web.requests).hasSize(3);
  }

  @Test
  void survivesInvalidConfiguration() {
    site.apply(
        SiteConfig.empty().with("heartbeat", Map.of("url", "no address", "minutes", "often")));
    HeartbeatPing.begin(site, time);
    time.advance(Duration.ofMinutes(5));

    site.apply(calling("/alive", 1));
    time.runDue();

    assertThat(web.requests).hasSize(1);
  }

  /** A store that can't always save. */
  private static final class SickStore implements Store {
    private final Store store = Store.inMemory();
    private volatile boolean sick;

    @Override
    public Snapshot snapshot() {
      return store.snapshot();
    }

    @Override
    public CompletionStage<Void> commit(Commit commit) {
      return store.commit(commit);
    }

    @Override
    public History history() {
      return store.history();
    }

    @Override
    public Optional<String> problem() {
      return sick ? Optional.of("the disk is full") : Optional.empty();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
