package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        new CheckState.Run(Verdict.PASSED, "sent", null, List.of("sent"), Map.of(), Map.of());
    return new Report(fails, List.of(), fails ? 1 : 0, 1, null, null, run, lastCheck, retained);
  }

  private static Status status(Site site) {
    return site.state("far").orElseThrow().status();
  }

  @Test
  void failsWithoutReportSinceStart() {
    try (Site site = open(FAR, Store.inMemory())) {
      time.advance(Duration.ofMinutes(10));
      assertThat(status(site)).isEqualTo(Status.PENDING);

      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
      assertThat(site.state("far").orElseThrow().lastRun().reason())
          .matches("Update timeout 6[0-6]\\d sec \\(2026-11-2.*");
    }
  }

  @Test
  void reportsSilenceWithTimeInZoneOfSiteOrCheck() {
    SiteConfig config =
        SiteConfig.empty()
            .with("grace", 0)
            .with("timezone", "Australia/Adelaide")
            .withCheck(FAR)
            .withCheck(
                CheckConfig.of("own", type)
                    .option(RemoteCheckType.TIMEOUT, Duration.ofMinutes(10))
                    .option("timezone", "UTC")
                    .every(Duration.ofMinutes(1)));
    try (Site site =
        Site.with(Types.of(type)).scheduler(time).store(Store.inMemory()).open(config)) {
      site.report("far", report(false, START, false));
      site.report("own", report(false, START, false));
      time.advance(Duration.ofMinutes(75));

      assertThat(reason(site, "far"))
          .matches("Update timeout 4[45]\\d\\d sec \\(2026-11-21T10:30:00\\+10:30\\)");
      assertThat(reason(site, "own"))
          .matches("Update timeout 4[45]\\d\\d sec \\(2026-11-21T00:00:00Z\\)");
    }
  }

  private static @Nullable String reason(Site site, String check) {
    return site.state(check).orElseThrow().lastRun().reason();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 25 * 30, -1, -24, -25 * 30})
  void countsElapsedTimeWhenClockIsSet(int hours) {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(5));
      time.jump(Duration.ofHours(hours));
      time.advance(Duration.ofMinutes(5));
      assertThat(status(site)).isEqualTo(Status.PASS);

      time.advance(Duration.ofMinutes(2));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 60 * 24, -60})
  void countsSilenceFromRestartRegardlessOfClock(int minutesLater) {
    Store store = Store.inMemory();
    try (Site site = open(FAR, store)) {
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(9));
      assertThat(status(site)).isEqualTo(Status.PASS);
    }
    Instant start = time.clock().instant().plus(Duration.ofMinutes(minutesLater));
    ManualScheduler later = new ManualScheduler(start, 2);
    SiteConfig config = SiteConfig.empty().with("grace", 0).withCheck(FAR);
    try (Site site = Site.with(Types.of(type)).scheduler(later).store(store).open(config)) {
      later.advance(Duration.ofMinutes(10));
      assertThat(status(site)).isEqualTo(Status.PASS);
      later.advance(Duration.ofMinutes(2));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void stopsSilenceTimerWhileBlockedByDependency() {
    Set<String> broken = new HashSet<>();
    CheckType line = line(broken);
    SiteConfig config =
        SiteConfig.empty()
            .with("grace", 0)
            .withCheck(CheckConfig.of("line", line).every(Duration.ofMinutes(1)))
            .withCheck(FAR.dependsOn("line"));
    try (Site site = Site.with(Types.of(type, line)).scheduler(time).open(config)) {
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(5));
      broken.add("line");
      time.advance(Duration.ofHours(3));
      broken.clear();
      time.advance(Duration.ofMinutes(4));
      assertThat(status(site)).isEqualTo(Status.PASS);

      time.advance(Duration.ofMinutes(4));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a b | 1 | 1", "a b | 1 | 5", "a b | 2 | 5", "a | 1 | 1440", "a b | 2 | 1440"})
  void stopsSilenceTimerWhileUplinkIsLost(String names, int need, int triggerMinutes) {
    Set<String> broken = new HashSet<>();
    CheckType line = line(broken);
    List<String> uplink = List.of(names.split(" "));
    SiteConfig config =
        SiteConfig.empty()
            .with("grace", 0)
            .with("uplink", Map.of("checks", uplink, "need", need))
            .withCheck(CheckConfig.of("a", line).every(Duration.ofMinutes(1)))
            .withCheck(CheckConfig.of("b", line).every(Duration.ofMinutes(1)))
            .withCheck(FAR.every(Duration.ofMinutes(triggerMinutes)));
    try (Site site = Site.with(Types.of(type, line)).scheduler(time).open(config)) {
      time.advance(Duration.ofMinutes(5));
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(4));
      broken.add("line");
      time.advance(Duration.ofMinutes(30));
      broken.clear();
      time.advance(Duration.ofMinutes(3));
      assertThat(status(site)).isEqualTo(Status.PASS);
      site.run("far");
      assertThat(status(site)).isEqualTo(Status.PASS);

      time.advance(Duration.ofMinutes(6));
      site.run("far");
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void judgesReportsEvenWhileUplinkIsLost() {
    Set<String> broken = new HashSet<>(Set.of("line"));
    CheckType line = line(broken);
    SiteConfig config =
        SiteConfig.empty()
            .with("uplink", List.of("a", "b"))
            .withCheck(CheckConfig.of("a", line).every(Duration.ofMinutes(1)))
            .withCheck(CheckConfig.of("b", line).every(Duration.ofMinutes(1)))
            .withCheck(FAR);
    try (Site site = Site.with(Types.of(type, line)).scheduler(time).open(config)) {
      time.advance(Duration.ofMinutes(3));
      assertThat(status(site)).isEqualTo(Status.UNREACHABLE);
      site.report("far", report(true, START, false));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  private static CheckType line(Set<String> broken) {
    return CheckType.of(
        "line",
        "Fails while it is broken.",
        context -> broken.isEmpty() ? CheckResult.pass() : CheckResult.fail("cut"));
  }

  @Test
  void appliesThresholdOfCheckToSilence() {
    try (Site site = open(FAR.threshold(3), Store.inMemory())) {
      site.report("far", report(false, null, false));
      time.advance(Duration.ofMinutes(12));
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void restartsSilenceTimerOnReconnect() {
    try (Site site = open(FAR, Store.inMemory())) {
      type.hearing().begins(site::runningTime);
      site.report("far", report(false, null, false));
      type.hearing().never();
      time.advance(Duration.ofMinutes(30));
      assertThat(status(site)).isEqualTo(Status.PASS);

      type.hearing().begins(site::runningTime);
      time.advance(Duration.ofMinutes(10));
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void staysFailedForSilenceWhileReportsCannotArrive() {
    try (Site site = open(FAR, Store.inMemory())) {
      time.advance(Duration.ofMinutes(11));
      type.hearing().never();
      time.advance(Duration.ofMinutes(11));

      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void neverFailsForSilenceWithoutTimeout() {
    try (Site site = open(FAR.option(RemoteCheckType.TIMEOUT, null), Store.inMemory())) {
      time.advance(Duration.ofDays(2));
      assertThat(status(site)).isEqualTo(Status.PENDING);
    }
  }

  @Test
  void keepsReportedStateUntilTimeout() {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(true, null, false));
      CheckState sent = site.state("far").orElseThrow();
      time.advance(Duration.ofMinutes(5));

      assertThat(site.state("far")).contains(sent);
      assertThat(site.run("far").state()).isEqualTo(sent);
      assertThat(site.history().runs(site.id("far").orElseThrow(), 10)).hasSize(1);
    }
  }

  @Test
  void recoversFromSilenceOnlyByNewerRetainedReport() {
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
  void acceptsFirstRetainedReportHoweverOld() {
    try (Site site = open(FAR, Store.inMemory())) {
      time.advance(Duration.ofMinutes(9));
      site.report("far", report(false, START.minus(Duration.ofHours(2)), true));
      time.advance(Duration.ofMinutes(10));
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timesOutDespiteRepeatedReports(boolean retained) {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(false, START, false));
      for (int i = 0; i < 2; i++) {
        time.advance(Duration.ofMinutes(5));
        site.report("far", report(false, START, retained));
      }
      assertThat(status(site)).isEqualTo(Status.PASS);
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void recognizesRepeatedReportAfterRestart() {
    Store store = Store.inMemory();
    try (Site site = open(FAR, store)) {
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(12));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
    ManualScheduler later = new ManualScheduler(START.minus(Duration.ofDays(1)), 2);
    SiteConfig config = SiteConfig.empty().with("grace", 0).withCheck(FAR);
    try (Site site = Site.with(Types.of(type)).scheduler(later).store(store).open(config)) {
      site.report("far", report(false, START, true));
      assertThat(status(site)).isEqualTo(Status.FAIL);
      site.report("far", report(false, START.plusSeconds(1), true));
      assertThat(status(site)).isEqualTo(Status.PASS);
    }
  }

  @Test
  void acceptsDifferentVerdictFromSameSecond() {
    try (Site site = open(FAR, Store.inMemory())) {
      site.report("far", report(false, START, false));
      site.report("far", report(true, START, true));
      assertThat(status(site)).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void ignoresRepeatedReportReceivedByEarlierVersion() {
    Store store = Store.inMemory();
    try (Site site = open(FAR, store)) {
      site.report("far", report(false, START, false));
      time.advance(Duration.ofMinutes(1));
      assertThat(status(site)).isEqualTo(Status.PASS);
    }
    Store.Snapshot kept = store.snapshot();
    Store.SavedCheck saved = kept.checks().values().iterator().next();
    Store.SavedCheck earlier =
        new Store.SavedCheck(
            saved.id(), saved.name(), saved.target(), saved.state().withLearned(Map.of()));
    Store left =
        Store.inMemory(new Store.Snapshot(Map.of(saved.id(), earlier), List.of(), Map.of()));
    ManualScheduler later = new ManualScheduler(START.plus(Duration.ofHours(1)), 2);
    SiteConfig config = SiteConfig.empty().with("grace", 0).withCheck(FAR);
    try (Site site = Site.with(Types.of(type)).scheduler(later).store(left).open(config)) {
      assertThat(site.report("far", report(false, START, true)).decision())
          .isEqualTo("not counted: older than what is known");
    }
  }
}
