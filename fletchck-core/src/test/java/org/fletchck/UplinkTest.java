package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.ShortageException;
import org.fletchck.spi.Status;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The uplink of a site: when it is lost, what is then not judged, and who is sent of it. */
class UplinkTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final World world = new World(1);
  private final ScriptedActionType mail = new ScriptedActionType("mail");
  private final Reporting reporting = new Reporting();
  private final Store store = Store.inMemory();

  @Test
  void isLostOnlyWhenAllListedChecksFail() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(2, "a", "web");
      assertThat(world.headlines()).containsExactly("FAIL web");
      assertThat(site.state("web").orElseThrow().status()).isEqualTo(Status.FAIL);

      breakFor(2, "b");
      assertBlocked(site, "web", "a");
      assertThat(world.headlines()).containsExactly("FAIL web");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, a,        false",
    "1, a b,      false",
    "1, a b c,    true",
    "2, c,        false",
    "2, b c,      true",
    "3, b,        true",
    "3, '',       false",
  })
  void isLostWhenFewerPassThanAreNeeded(int need, String broken, boolean lost) {
    uplink(Map.of("checks", List.of("a", "b", "c"), "need", need), "a", "b", "c")
        .with(World.thing("web", 60));
    try (Site site = open()) {
      world.pass(MINUTE);
      List<String> names = broken.isEmpty() ? List.of() : Arrays.asList(broken.split(" "));
      world.broken.addAll(names);
      world.broken.add("web");
      world.pass(Duration.ofMinutes(2));
      if (lost) {
        assertBlocked(site, "web", names.get(0));
        assertThat(world.sent).isEmpty();
      } else {
        assertThat(world.headlines()).containsExactly("FAIL web");
      }
    }
  }

  /** Beside {@code b}, which fails, each of these decides alone. */
  @ParameterizedTest
  @CsvSource({
    "passes,              false",
    "fails,               true",
    "failsBelowThreshold, true",
    "distrusted,          false",
    "paused,              true",
    "pausedUntil,         true",
    "misconfigured,       true",
    "unknownName,         true",
    "neverRan,            true",
    "unknown,             false",
    "neverJudged,         true",
    "unreachable,         true",
    "wantsMembers,        false",
  })
  void countsBlockingChecksAsFailingAndIgnoresUnjudgedOnes(String first, boolean lost) {
    CheckConfig a = World.thing("a").every(MINUTE);
    switch (first) {
      case "failsBelowThreshold" -> a = a.threshold(9);
      case "distrusted" -> a = CheckConfig.of("a", "reporting").every(MINUTE);
      case "paused" -> a = a.paused(true);
      case "pausedUntil" -> a = a.pausedUntil(World.START.plusSeconds(86_400));
      case "misconfigured" -> a = CheckConfig.of("a", "no such type");
      case "neverRan" -> a = CheckConfig.of("a", "test").option("hostname", "a");
      case "unknown", "neverJudged" -> a = CheckConfig.of("a", "short").every(MINUTE);
      case "unreachable" -> {
        a = a.dependsOn("gw");
        world.with(World.thing("gw").every(MINUTE));
      }
      case "wantsMembers" -> a = World.row("a", "gone").every(MINUTE);
      default -> {}
    }
    boolean[] lacking = {first.equals("neverJudged")};
    CheckType shortType =
        CheckType.of(
            "short",
            "Lacks what it needs.",
            context -> {
              if (lacking[0]) {
                throw new ShortageException(Shortage.MEMORY, "no room");
              }
              return CheckResult.pass();
            });
    world.config = world.config.with("uplink", List.of("a", "b"));
    world.with(first.equals("unknownName") ? World.thing("other") : a);
    world.with(World.thing("b").every(MINUTE)).with(World.thing("web", 60));
    try (Site site =
        Site.with(world.types(reporting, shortType)).scheduler(world.time).open(world.config)) {
      world.pass(MINUTE);
      lacking[0] |= first.equals("unknown");
      reporting.result = CheckResult.fail("expired").withTrustFailure(CheckResult.CERTIFICATE);
      world.broken.addAll(List.of("b", "web", "gw"));
      if (first.startsWith("fails")) {
        world.broken.add("a");
      }
      world.pass(Duration.ofMinutes(3));
      Status expected = lost ? Status.UNREACHABLE : Status.FAIL;
      assertThat(site.state("web").orElseThrow().status()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "3, true"})
  void requiresAllCountingChecksWhenFewerThanNeeded(int need, boolean lost) {
    uplink(object(need, "a", "b", "c"), "a", "b");
    world.with(World.thing("c").paused(true)).with(World.thing("web", 60));
    try (Site site = open()) {
      world.pass(Duration.ofMinutes(2));
      assertThat(status(site, "web")).isEqualTo(Status.PASS);
      breakFor(2, "a", "web");
      assertThat(status(site, "web")).isEqualTo(lost ? Status.UNREACHABLE : Status.FAIL);
    }
  }

  @Test
  void isNeverLostWhenNoneCounts() {
    uplink(List.of("a", "b"));
    world.with(World.thing("a").paused(true)).with(World.thing("b").paused(true));
    world.with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(2, "a", "b", "web");
      assertThat(world.headlines()).containsExactly("FAIL web");
      assertThat(site.state("a").orElseThrow().status()).isEqualTo(Status.PAUSED);
    }
  }

  @Test
  void blocksChecksByFirstFailingUplinkCheck() {
    uplink(Map.of("checks", List.of("a", "b", "c"), "need", 2), "a", "b", "c")
        .with(World.thing("web", 60))
        .with(World.thing("shop", 60).dependsOn("web"));
    try (Site site = open()) {
      breakFor(3, "a", "b", "web", "shop");
      assertBlocked(site, "web", "a");
      assertBlocked(site, "shop", "web");

      world.broken.add("c");
      site.run("c");
      world.broken.remove("a");
      world.pass(Duration.ofMinutes(3));
      assertBlocked(site, "web", "b");
      assertBlocked(site, "shop", "web");
      assertThat(world.sent).isEmpty();
    }
  }

  @Test
  void runsBlockedChecksAtOnceWhenUplinkCheckPasses() {
    uplink(List.of("a", "b"), "a", "b");
    world.with(World.thing("web", 86_400)).with(World.row("row", "shop").every(MINUTE));
    world.with(World.thing("shop"));
    try (Site site = open()) {
      world.pass(MINUTE);
      world.broken.addAll(List.of("a", "b", "web", "shop"));
      world.pass(MINUTE);
      site.run("web");
      assertBlocked(site, "web", "a");
      assertBlocked(site, "row", "shop");
      world.pass(Duration.ofSeconds(1));
      world.broken.remove("b");
      site.run("b");
      world.pass(Duration.ofSeconds(20));
      assertThat(world.headlines()).containsExactlyInAnyOrder("FAIL web", "FAIL row");
    }
  }

  @Test
  void staysLostWhileTooFewChecksPass() {
    uplink(Map.of("checks", List.of("a", "b", "c"), "need", 3), "a", "b", "c");
    world.with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(3, "a", "b", "web");
      int runs = world.runs.size();
      world.broken.remove("a");
      site.run("a");
      world.pass(Duration.ofSeconds(1));
      assertThat(world.runs.subList(runs, world.runs.size())).doesNotContain("web");
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
    }
  }

  @Test
  void intermittentFailuresDoNotKeepUplinkLostForever() {
    uplink(List.of("a", "b"));
    world.with(World.thing("a").threshold(3)).with(World.thing("b").threshold(3));
    world.with(World.thing("web"));
    try (Site site = open()) {
      for (String name : List.of("a", "b", "web")) {
        site.run(name);
      }
      for (int i = 0; i < 2; i++) {
        world.broken.addAll(List.of("a", "b"));
        site.run("a");
        site.run("b");
        site.run("web");
        assertThat(status(site, "web")).as("round " + i).isEqualTo(Status.UNREACHABLE);
        world.broken.clear();
        site.run("a");
        site.run("b");
        world.broken.addAll(List.of("a", "b"));
        site.run("a");
        site.run("b");
      }
      site.run("web");
      assertThat(status(site, "web")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void notifiesOfListedCheckOnlyThroughItsOwnActions() {
    uplink(List.of("a", "b"));
    world.with(World.thing("a").every(MINUTE)).with(mailed("b")).with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(5, "a", "b", "web");
      assertThat(world.sent).isEmpty();
      assertThat(mail.headlines()).containsExactly("FAIL: b (thing)");
      assertThat(mail.sent.get(0).what().unreachable()).isEmpty();
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
    }
  }

  @Test
  void treatsDependencySharedByAllChecksAsRootCause() {
    uplink(List.of("a", "b"));
    world.with(World.thing("gw").every(MINUTE));
    world.with(World.thing("a").every(MINUTE).dependsOn("gw"));
    world.with(World.thing("b").every(MINUTE).dependsOn("gw"));
    world.with(World.thing("web", 60)).with(World.thing("shop", 60));
    try (Site site = open()) {
      breakFor(5, "gw", "a", "b", "web");
      assertThat(world.headlines()).containsExactly("FAIL gw");
      assertThat(world.sent.get(0).what().unreachable())
          .containsExactlyInAnyOrder("a", "b", "web", "shop");
      assertBlocked(site, "web", "a");
    }
  }

  @Test
  void doesNotTreatDependencyOfOneCheckAsRootCause() {
    uplink(List.of("a", "b"));
    world.with(World.thing("gw", 60)).with(World.thing("a").every(MINUTE).dependsOn("gw"));
    world.with(World.thing("b").every(MINUTE)).with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(5, "gw", "a", "web");
      assertThat(world.headlines()).containsExactlyInAnyOrder("FAIL gw", "FAIL web");
      Notification gw =
          world.sent.stream().filter(n -> n.subject().name().equals("gw")).toList().get(0);
      assertThat(gw.what().unreachable()).containsExactly("a");
      assertThat(status(site, "web")).isEqualTo(Status.FAIL);
    }
  }

  // After it was lost.

  @Test
  void notifiesActionsOfBlockedChecksOfBlindTime() {
    uplink(List.of("a", "b"), "a", "b");
    world.with(World.thing("web", 60)).with(World.thing("shop", 60)).with(mailed("rare"));
    world.with(World.thing("weekly", 7 * 86_400).actions("night"));
    world.config = world.config.withAction(ActionConfig.of("night", "mail"));
    try (Site site = open()) {
      world.pass(Duration.ofMinutes(2));
      world.broken.addAll(List.of("a", "b", "web", "rare"));
      world.pass(Duration.ofMinutes(10));
      assertThat(world.sent).isEmpty();
      world.broken.clear();
      world.pass(Duration.ofMinutes(5));
      assertThat(world.headlines()).containsExactly("PASS uplink of Fletchck");
      Notification blind = world.sent.get(0);
      assertThat(blind.what().unreachable()).containsExactly("web", "shop", "rare");
      assertThat(blind.what().reason())
          .matches(
              "blind from Sat 21 Nov 2026 00:0[23] UTC to Sat 21 Nov 2026 00:1[23] UTC:"
                  + " the uplink was lost");
      assertThat(blind.when().lasted()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
      assertThat(mail.sent).hasSize(1).first().isEqualTo(blind);
      assertThat(site.undelivered()).isEmpty();
      assertThat(status(site, "web")).isEqualTo(Status.PASS);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2", "3, 4"})
  void sendsOneNotificationOfLossInAnyOrderOfRuns(int need, int workers) {
    for (int seed = 1; seed <= 25; seed++) {
      World any = new World(new ManualScheduler(World.START, seed, workers));
      any.config = any.config.with("uplink", object(need, "a", "b", "c"));
      for (String name : List.of("web", "shop", "mail", "a", "b", "c", "files")) {
        CheckConfig check = World.thing(name).every(MINUTE);
        any.with(name.length() == 1 ? check : check.actions("box"));
      }
      any.with(World.thing("member")).with(World.row("row", "member").every(MINUTE));
      try (Site site = Site.with(any.types()).scheduler(any.time).open(any.config)) {
        any.pass(Duration.ofMinutes(3));
        any.broken.addAll(site.config().checks().keySet());
        any.pass(Duration.ofMinutes(10));
        any.broken.clear();
        any.pass(Duration.ofMinutes(5));
        assertThat(any.headlines()).as("seed " + seed).containsExactly("PASS uplink of Fletchck");
        assertThat(site.states().values()).allMatch(s -> s.status() == Status.PASS);
      }
    }
  }

  @Test
  void doesNotNotifyOfLossOfAtMostOneMinute() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 10));
    try (Site site = open()) {
      world.pass(MINUTE);
      world.broken.addAll(List.of("a", "b", "web"));
      site.run("a");
      site.run("b");
      world.pass(Duration.ofSeconds(40));
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
      world.broken.clear();
      site.run("a");
      world.pass(Duration.ofMinutes(2));
      assertThat(world.sent).isEmpty();
    }
  }

  @Test
  void doesNotNotifyOfShortLossWhenClockIsSetAhead() {
    uplink(List.of("a", "b")).with(World.thing("a")).with(World.thing("b"));
    world.with(World.thing("web", 10));
    try (Site site = open()) {
      world.pass(MINUTE);
      world.broken.addAll(List.of("a", "b", "web"));
      site.run("a");
      site.run("b");
      site.run("web");
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
      world.time.jump(Duration.ofHours(1));
      world.broken.clear();
      site.run("a");
      world.pass(Duration.ofSeconds(30));
      assertThat(world.sent).isEmpty();
    }
  }

  @Test
  void doesNotNotifyWhenLossAffectedNoNotifyingCheck() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 86_400));
    world.with(World.thing("silent", 60).failAction(false));
    world.with(World.thing("paused", 60).paused(true));
    try (Site site = open()) {
      breakFor(10, "a", "b");
      assertThat(status(site, "silent")).isEqualTo(Status.UNREACHABLE);
      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(world.sent).isEmpty();
    }
  }

  @Test
  void notifiesActionsOfSequencesWithBlockedMembers() {
    uplink(List.of("a", "b"), "a", "b");
    world.with(World.thing("web")).with(World.row("row", "web").every(MINUTE));
    try (Site site = open()) {
      breakFor(10, "a", "b", "web");
      assertBlocked(site, "row", "web");
      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("PASS uplink of Fletchck");
      assertThat(world.sent.get(0).what().unreachable()).containsExactlyInAnyOrder("web", "row");
    }
  }

  @Test
  void staysLostWhenRouterRecoversBeforeLine() {
    uplink(List.of("a", "b"));
    world.config = world.config.with("grace", 60);
    world.with(World.thing("gw").every(MINUTE));
    world.with(World.thing("a").every(MINUTE).dependsOn("gw"));
    world.with(World.thing("b").every(MINUTE).dependsOn("gw"));
    world.with(World.thing("web", 60));
    try (Site site = open()) {
      world.pass(Duration.ofMinutes(5));
      breakFor(5, "gw", "a", "b", "web");
      world.broken.remove("gw");
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL gw", "PASS gw");
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);

      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines())
          .containsExactly("FAIL gw", "PASS gw", "PASS uplink of Fletchck");
      assertThat(world.sent.get(2).when().lasted()).isGreaterThan(Duration.ofMinutes(6));
    }
  }

  @Test
  void notifiesOfSingleUplinkCheckInsteadOfBlindTime() {
    uplink("line").with(World.thing("line").every(MINUTE)).with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(10, "line", "web");
      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL line", "PASS line");
      assertThat(world.sent.get(1).what().unreachable()).containsExactly("web");
      assertThat(status(site, "web")).isEqualTo(Status.PASS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"of others", "without end", "below its threshold"})
  void notifiesOfBlindTimeWhenSingleUplinkCheckDidNotNotify(String how) {
    CheckConfig line =
        switch (how) {
          case "of others" -> mailed("line");
          case "without end" -> World.thing("line", 60).passAction(false);
          default -> World.thing("line", 60).threshold(99);
        };
    uplink(List.of("line")).with(line).with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(10, "line", "web");
      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).endsWith("PASS uplink of Fletchck");
      assertThat(world.headlines()).doesNotContain("PASS line");
      assertThat(status(site, "web")).isEqualTo(Status.PASS);
    }
  }

  // Over restarts and changes of the configuration.

  @Test
  void staysLostAcrossRestart() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(10, "a", "b", "web");
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
    }
    World later = new World(2);
    later.config = world.config;
    later.broken.addAll(world.broken);
    later.pass(Duration.ofMinutes(30));
    try (Site site = open(later)) {
      later.pass(Duration.ofMinutes(5));
      assertThat(later.sent).isEmpty();
      later.broken.clear();
      later.pass(Duration.ofMinutes(3));
      assertThat(later.headlines()).containsExactly("PASS uplink of Fletchck");
      assertThat(later.sent.get(0).when().since()).isBefore(World.START.plusSeconds(180));
      assertThat(status(site, "web")).isEqualTo(Status.PASS);
    }
  }

  /** The time in which the program is off doesn't make a short loss a long one. */
  @ParameterizedTest
  @CsvSource({"25, 25, false", "45, 45, true"})
  void addsUpRunningTimeAcrossRestarts(int before, int after, boolean sent) {
    uplink(List.of("a", "b")).with(World.thing("a")).with(World.thing("b"));
    world.with(World.thing("web", 10));
    try (Site site = open()) {
      world.pass(MINUTE);
      world.broken.addAll(List.of("a", "b", "web"));
      List.of("a", "b", "web").forEach(site::run);
      world.pass(Duration.ofSeconds(before));
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
    }
    World later = new World(2);
    later.config = world.config;
    later.broken.addAll(world.broken);
    later.pass(Duration.ofHours(3));
    try (Site site = open(later)) {
      later.pass(Duration.ofSeconds(after));
      later.broken.clear();
      site.run("a");
      later.pass(Duration.ofSeconds(30));
      assertThat(later.headlines())
          .isEqualTo(sent ? List.of("PASS uplink of Fletchck") : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 1, -1, -24})
  void reportsRealBlindTimeWhenClockIsSet(int hours) {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(5, "a", "b", "web");
      world.time.jump(Duration.ofHours(hours));
      world.pass(Duration.ofMinutes(5));
      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(site.state("web").orElseThrow().status()).isEqualTo(Status.PASS);
      assertThat(world.headlines()).containsExactly("PASS uplink of Fletchck");
      assertThat(world.sent.get(0).when().lasted())
          .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
    }
  }

  @Test
  void isLostAtStartupFromStatesOfEarlierVersion() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(10, "a", "b", "web");
      assertThat(status(site, "web")).isEqualTo(Status.UNREACHABLE);
    }
    store.commit(Store.Commit.metadata("uplink lost", "")); // it didn't keep that
    World later = new World(2);
    later.config = world.config;
    later.broken.addAll(world.broken);
    later.pass(Duration.ofMinutes(30));
    try (Site site = open(later)) {
      site.run("web");
      assertBlocked(site, "web", "a");
      later.pass(Duration.ofMinutes(5));
      later.broken.clear();
      later.pass(Duration.ofMinutes(3));
      assertThat(later.headlines()).containsExactly("PASS uplink of Fletchck");
      assertThat(later.sent.get(0).when().lasted()).isGreaterThan(Duration.ofMinutes(4));
    }
  }

  @Test
  void isRestoredWhenAllFailingChecksArePaused() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(10, "a", "b", "web");
      apply(site, c -> c.withCheck(c.checks().get("a").paused(true)));
      world.pass(Duration.ofSeconds(30));
      assertThat(world.sent).isEmpty();
      apply(site, c -> c.withCheck(c.checks().get("b").paused(true)));
      world.pass(Duration.ofSeconds(30));
      assertThat(world.headlines())
          .containsExactlyInAnyOrder("PASS uplink of Fletchck", "FAIL web");
    }
  }

  @Test
  void isLostWhenOnlyPassingCheckIsPaused() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(5, "a");
      world.broken.add("web");
      apply(site, c -> c.withCheck(c.checks().get("b").paused(true)));
      world.pass(Duration.ofMinutes(2));
      assertBlocked(site, "web", "a");
      apply(site, c -> c.withCheck(c.checks().get("b").paused(false)));
      world.pass(Duration.ofSeconds(30));
      assertThat(world.headlines())
          .containsExactlyInAnyOrder("PASS uplink of Fletchck", "FAIL web");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "another", "one that passes more", "fewer needed", "removed"})
  void notifiesOfBlindTimeAndRunsBlockedChecksWhenReloadEndsLoss(String how) {
    uplink(Map.of("checks", List.of("a", "b", "c"), "need", 2), "a", "b", "c", "d");
    world.with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(10, "a", "b", "web");
      assertBlocked(site, "web", "a");
      switch (how) {
        case "none" -> apply(site, c -> c.with("uplink", null));
        case "another" -> apply(site, c -> c.with("uplink", "d"));
        case "one that passes more" ->
            apply(site, c -> c.with("uplink", object(2, "a", "b", "c", "d")));
        case "fewer needed" -> apply(site, c -> c.with("uplink", object(1, "a", "b", "c")));
        default -> apply(site, c -> c.withoutCheck("a").withoutCheck("b"));
      }
      world.pass(Duration.ofSeconds(30));
      assertThat(world.headlines())
          .containsExactlyInAnyOrder("PASS uplink of Fletchck", "FAIL web");
    }
  }

  @Test
  void isLostWhenReloadRequiresMoreChecks() {
    uplink(List.of("a", "b"), "a", "b").with(World.thing("web", 60));
    try (Site site = open()) {
      breakFor(5, "a");
      world.broken.add("web");
      apply(site, c -> c.with("uplink", object(2, "a", "b")));
      world.pass(Duration.ofMinutes(5));
      assertBlocked(site, "web", "a");
      apply(site, c -> c.with("uplink", List.of("a", "b")));
      world.pass(Duration.ofSeconds(30));
      assertThat(world.headlines())
          .containsExactlyInAnyOrder("PASS uplink of Fletchck", "FAIL web");
    }
  }

  private static Map<String, Object> object(int need, String... checks) {
    return Map.of("checks", List.of(checks), "need", need);
  }

  /** Sets the uplink, and adds checks that notify nobody themselves. */
  private World uplink(Object value, String... checks) {
    world.config = world.config.with("uplink", value).withAction(ActionConfig.of("mail", "mail"));
    for (String check : checks) {
      world.with(World.thing(check).every(MINUTE));
    }
    return world;
  }

  private static CheckConfig mailed(String name) {
    return World.thing(name, 60).actions("mail");
  }

  private Site open() {
    return open(world);
  }

  private Site open(World in) {
    return Site.with(in.types(mail, reporting)).scheduler(in.time).store(store).open(in.config);
  }

  private void apply(Site site, UnaryOperator<SiteConfig> change) {
    site.apply(change.apply(site.config()));
  }

  private void breakFor(int minutes, String... names) {
    world.pass(MINUTE);
    world.broken.addAll(List.of(names));
    world.pass(Duration.ofMinutes(minutes));
  }

  private static Status status(Site site, String check) {
    return site.state(check).orElseThrow().status();
  }

  private static void assertBlocked(Site site, String check, String blocker) {
    CheckState state = site.state(check).orElseThrow();
    List<Object> found = new ArrayList<>(Arrays.asList(state.status(), state.blockedBy()));
    assertThat(found).containsExactly(Status.UNREACHABLE, blocker);
  }
}
