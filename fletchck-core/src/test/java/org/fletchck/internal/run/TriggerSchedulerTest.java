package org.fletchck.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.state.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerSchedulerTest {

  private final World world = new World(1);
  private final List<Instant> times = new ArrayList<>();

  @Test
  void runsOnIntervalGrid() {
    record("a");
    world.with(World.thing("a", 600));
    try (Site site = world.open()) {
      world.pass(Duration.ofHours(1));
      List<Instant> onTheGrid = times.subList(1, times.size()); // the first is the run at the start
      assertThat(onTheGrid).hasSize(6);
      for (int i = 1; i < onTheGrid.size(); i++) {
        assertThat(Duration.between(onTheGrid.get(i - 1), onTheGrid.get(i))).hasMinutes(10);
      }
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void reportsTimeOfNextRun() {
    world.with(World.thing("a").trigger(cron("second", "*/10"))).with(World.thing("by hand"));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(12));
      assertThat(site.next("a")).contains(at(20));
      assertThat(site.next("by hand")).isEmpty();
      assertThat(site.next("nobody")).isEmpty();
      world.during.put("a", () -> assertThat(site.next("a")).contains(at(20)));
      world.pass(Duration.ofSeconds(10));
      assertThat(site.next("a")).contains(at(30));
    }
  }

  @Test
  void keepsGridAcrossRestart() {
    record("a");
    world.with(World.thing("a", 600));
    try (Site site = world.open()) {
      world.pass(Duration.ofHours(1));
      assertThat(site.states()).hasSize(1);
    }
    Instant last = times.get(times.size() - 1);
    World later = new World(2);
    later.time.advance(Duration.ofMinutes(95));
    List<Instant> then = new ArrayList<>();
    later.during.put("a", () -> then.add(later.time.clock().instant()));
    later.with(World.thing("a", 600));
    try (Site site = later.open()) {
      later.pass(Duration.ofMinutes(30));
      assertThat(Duration.between(last, then.get(1)).toMillis() % 600_000).isZero();
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void coalescesRunsMissedDuringLongRun() {
    record("a");
    world.with(World.thing("a").trigger(cron("second", "*/10")));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(10));
      assertThat(times).containsExactly(at(10));
      world.during.put("a", () -> longRun(35));
      world.pass(Duration.ofSeconds(10));
      world.pass(Duration.ofSeconds(10));
      assertThat(times).containsExactly(at(10), at(20), at(55), at(60));
      assertThat(site.problems()).isNotNull();
    }
  }

  @Test
  void coalescesRunsMissedWhileMachineSlept() {
    record("a");
    world.with(World.thing("a").trigger(cron("second", "*/10")));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(15));
      world.time.jump(Duration.ofHours(8).plusSeconds(2));
      world.pass(Duration.ofSeconds(5));
      assertThat(times).containsExactly(at(10), at(8 * 3600 + 17), at(8 * 3600 + 20));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void continuesByElapsedTimeWhenClockIsSetBack() {
    record("a");
    world.with(World.thing("a").trigger(cron("minute", "*/10")));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(15));
      world.time.jump(Duration.ofHours(-1));
      world.pass(Duration.ofMinutes(10));
      assertThat(times).containsExactly(at(600), at(600 - 3600 + 600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void doesNotRepeatAFixedTimeWhenTheClockIsSetBack() {
    record("a");
    world.with(World.thing("a").trigger(cron("hour", "1")));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(70));
      world.time.jump(Duration.ofMinutes(-30));
      world.pass(Duration.ofMinutes(60));
      assertThat(times).containsExactly(at(3600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 24, 24 * 30, 24 * 1500})
  void rearmsFixedTimeWhenClockWasAheadAtStartup(int hours) {
    record("a");
    world.time.jump(Duration.ofHours(hours));
    world.with(World.thing("a").trigger(cron("hour", "1")));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(30));
      world.time.jump(Duration.ofHours(-hours));
      world.pass(Duration.ofHours(26));
      assertThat(times).containsExactly(at(3600), at(25 * 3600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 23})
  void doesNotRepeatAFixedTimeHoweverOftenTheClockIsSetBack(int hours) {
    record("a");
    world.with(World.thing("a").trigger(cron("hour", "1")));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(70));
      world.time.jump(Duration.ofHours(-hours));
      world.pass(Duration.ofMinutes(1));
      world.time.jump(Duration.ofHours(3));
      world.time.jump(Duration.ofHours(-3));
      world.pass(Duration.ofHours(hours));
      assertThat(times).containsExactly(at(3600));
      world.pass(Duration.ofDays(1));
      assertThat(times).containsExactly(at(3600), at(25 * 3600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void firesOnlyTimesNotYetFiredWhenClockIsSetBack() {
    record("a");
    world.with(World.thing("a").trigger(cron("hour", "1,2,22")));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(70)); // at one
      world.time.jump(Duration.ofHours(-4)); // the day before, at 21:10
      world.pass(Duration.ofHours(5)); // 22 wasn't fired, one was, two wasn't
      assertThat(times).containsExactly(at(3600), at(-2 * 3600), at(2 * 3600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void skipsRepeatedFixedTimeForAtMostOneDay() {
    record("a");
    world.with(World.thing("a").trigger(cron("hour", "1")));
    try (Site site = world.open()) {
      world.pass(Duration.ofDays(6).plusMinutes(70)); // seven times
      assertThat(times).hasSize(7);
      world.time.jump(Duration.ofDays(-4));
      world.pass(Duration.ofHours(25));
      assertThat(times).hasSize(7);
      world.pass(Duration.ofDays(1));
      assertThat(times).hasSize(8).last().isEqualTo(at((4 * 24 + 1) * 3600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void coalescesRunsMissedWhenClockIsSetAhead() {
    record("a");
    world.with(World.thing("a").trigger(cron("hour", "1")));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(30));
      world.time.jump(Duration.ofDays(3));
      assertThat(times).containsExactly(at(3 * 86_400 + 1800));
      world.pass(Duration.ofMinutes(31));
      assertThat(times).hasSize(2).last().isEqualTo(at(3 * 86_400 + 3600));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void rearmsTriggerThatExpiredByWrongClock() {
    record("a");
    world.time.jump(Duration.ofDays(1000));
    Map<String, Object> thisYear = Map.of("minute", "*/10", "end_date", "2026-12-31");
    world.with(World.thing("a").trigger(Map.of("cron", thisYear)));
    try (Site site = world.open()) {
      world.pass(Duration.ofHours(1));
      assertThat(times).isEmpty();
      world.time.jump(Duration.ofDays(-1000).minusHours(1));
      world.pass(Duration.ofMinutes(25));
      assertThat(times).containsExactly(at(600), at(1200));
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void runsAtStartupWhenLastRunIsInTheFuture() {
    record("a");
    world.with(World.thing("a", 3600));
    Store store = Store.inMemory();
    world.time.jump(Duration.ofDays(30));
    try (Site site =
        Site.with(world.types()).scheduler(world.time).store(store).open(world.config)) {
      world.pass(Duration.ofMinutes(1));
      assertThat(site.states()).hasSize(1);
    }
    World later = new World(2).with(World.thing("a", 3600));
    try (Site site =
        Site.with(later.types()).scheduler(later.time).store(store).open(later.config)) {
      later.pass(Duration.ofSeconds(11));
      assertThat(later.runs).containsExactly("a");
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void delaysByNoMoreThanTheJitterAndDoesNotAccumulateIt() {
    record("a");
    world.with(World.thing("a").trigger(Map.of("cron", Map.of("minute", "*/10", "jitter", 60))));
    try (Site site = world.open()) {
      world.pass(Duration.ofHours(20).plusSeconds(60)); // the last one may be late
      assertThat(times).hasSize(120);
      assertThat(times)
          .allSatisfy(time -> assertThat(time.getEpochSecond() % 600).isBetween(0L, 60L));
      assertThat(times.stream().distinct().count()).isGreaterThan(100);
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void stopsRunningWhenSiteIsClosed() {
    record("a");
    world.with(World.thing("a", 60));
    world.open().close();
    world.pass(Duration.ofHours(1));
    assertThat(times).isEmpty();
  }

  private void record(String check) {
    world.during.put(check, () -> times.add(world.time.clock().instant()));
  }

  private void longRun(int seconds) {
    record("a");
    times.add(world.time.clock().instant());
    world.time.advance(Duration.ofSeconds(seconds));
  }

  private static Instant at(int seconds) {
    return World.START.plusSeconds(seconds);
  }

  private static Map<String, Object> cron(String field, Object value) {
    return Map.of("cron", Map.of(field, value));
  }
}
