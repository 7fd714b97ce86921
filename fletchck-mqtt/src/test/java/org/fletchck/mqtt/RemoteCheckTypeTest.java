package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Report;
import org.fletchck.Site;
import org.fletchck.Store;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.spi.Verdict;
import org.fletchck.testing.ManualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoteCheckTypeTest {

  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final CheckConfig FAR =
      CheckConfig.of("far", new RemoteCheckType())
          .option(RemoteCheckType.TIMEOUT, Duration.ofMinutes(10))
          .every(Duration.ofMinutes(1));

  private final ManualScheduler time = new ManualScheduler(START, 1);
  private final RemoteCheckType type = new RemoteCheckType();

  private Site open(CheckConfig check, Store store) {
    SiteConfig config = SiteConfig.empty().with("grace", 0).withCheck(check);
    return Site.with(Types.of(type)).scheduler(time).store(store).open(config);
  }

  private static Report report(boolean fails, @Nullable Instant lastCheck, boolean retained) {
    CheckState.Run run =
        new CheckState.Run(Verdict.PASSED, "told", null, List.of("told"), Map.of(), Map.of());
    return new Report(fails, List.of(), fails ? 1 : 0, 1, null, run, lastCheck, retained);
  }

  private static Status status(Site site) {
    return site.state("far").orElseThrow().status();
  }

  @Test
  void failsWhenNothingWasHeardSinceItWasArmed() {
    try (Site site = open(FAR, Store.inMemory())) {
      time.advance(Duration.ofMinutes(10));
      assertThat(status(site)).isEqualTo(Status.PENDING);

      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
      assertThat(site.state("far").orElseThrow().lastRun().reason())
          .startsWith("Update timeout 600 sec (2026-11-2");
    }
  }

  @Test
  void countsFromTheFirstArmingOverARestart() {
    Store store = Store.inMemory();
    try (Site site = open(FAR, store)) {
      time.advance(Duration.ofMinutes(6));
      assertThat(status(site)).isEqualTo(Status.PENDING);
    }
    ManualScheduler later = new ManualScheduler(START.plus(Duration.ofMinutes(6)), 2);
    SiteConfig config = SiteConfig.empty().with("grace", 0).withCheck(FAR);
    try (Site site =
        Site.with(Types.of(new RemoteCheckType()))
            .scheduler(later)
            .store(Store.inMemory(store.snapshot()))
            .open(config)) {
      later.advance(Duration.ofMinutes(5));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void judgesSilenceByItsOwnThreshold() {
    try (Site site = open(FAR.threshold(3), Store.inMemory())) {
      site.report("far", report(false, null, false));
      time.advance(Duration.ofMinutes(12));
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void countsSilenceAnewFromTheLastConnection() {
    try (Site site = open(FAR, Store.inMemory())) {
      type.hearing().since(START);
      site.report("far", report(false, null, false));
      type.hearing().never();
      time.advance(Duration.ofMinutes(30));
      assertThat(status(site)).isEqualTo(Status.PASS);

      type.hearing().since(time.clock().instant());
      time.advance(Duration.ofMinutes(10));
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void keepsASilenceThatItKnowsOfWhileReportsCannotArrive() {
    try (Site site = open(FAR, Store.inMemory())) {
      time.advance(Duration.ofMinutes(11));
      type.hearing().never();
      time.advance(Duration.ofMinutes(11));

      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void neverFailsBySilenceWithoutATimeout() {
    try (Site site = open(FAR.option(RemoteCheckType.TIMEOUT, null), Store.inMemory())) {
      time.advance(Duration.ofDays(2));
      assertThat(status(site)).isEqualTo(Status.PENDING);
    }
  }

  @Test
  void keepsWhatWasReportedWhileThereIsNoSilence() {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(true, null, false));
      CheckState told = site.state("far").orElseThrow();
      time.advance(Duration.ofMinutes(5));

      assertThat(site.state("far")).contains(told);
      assertThat(site.run("far").state()).isEqualTo(told);
      assertThat(site.history().runs(site.id("far").orElseThrow(), 10)).hasSize(1);
    }
  }

  @Test
  void staysSilentForARetainedReportFromBefore() {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(12));
      assertThat(status(site)).isEqualTo(Status.FAIL);

      assertThat(site.report("far", report(false, START, true)).decision())
          .isEqualTo("not counted: older than what is known");
      assertThat(status(site)).isEqualTo(Status.FAIL);

      Instant fresh = START.plus(Duration.ofMinutes(11));
      site.report("far", report(false, fresh, true));
      assertThat(status(site)).isEqualTo(Status.PASS);
    }
  }

  @Test
  void takesARetainedReportAsTheFirstThatIsHeard() {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(false, START.minus(Duration.ofHours(2)), true));
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }
}
