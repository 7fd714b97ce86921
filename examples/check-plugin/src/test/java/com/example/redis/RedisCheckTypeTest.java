package com.example.redis;

import static com.example.redis.ScriptedRedis.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.spi.Verdict;
import org.fletchck.state.RunReport;
import org.fletchck.testing.SettableClock;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisCheckTypeTest {

  private static final Instant SAVED = Instant.parse("2026-11-21T07:30:00Z");

  private final RedisCheckType type = new RedisCheckType();
  private final SettableClock clock = new SettableClock(SAVED);
  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(10)).clock(clock);

  @AfterEach
  void endRun() {
    context.close();
  }

  @Test
  void isFoundByServiceLoader() {
    Types types = Types.discover();

    assertThat(types.problems()).isEmpty();
    assertThat(types.check("redis")).containsInstanceOf(RedisCheckType.class);
  }

  @Test
  void hidesPassword() {
    CheckConfig cache = config(6379).option(RedisCheckType.PASSWORD, "hunter2");

    assertThat(cache.options(type).masked().toString()).doesNotContain("hunter2");
  }

  @Test
  void rejectsLevelAboveHundred() {
    CheckConfig cache = config(6379).option(RedisCheckType.LEVEL, 101.0);
    SiteConfig site = SiteConfig.empty().withCheck(cache);

    assertThat(site.validate(Types.of(type)).problems())
        .anyMatch(p -> p.toString().contains("level: expected a number from 0 to 100, found 101"));
  }

  @Test
  void passesBelowLevel() throws Exception {
    CheckResult result = runAgainst(info(89, 100, SAVED.getEpochSecond()));

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.level()).contains("89%");
    assertThat(result.details()).containsEntry("version", "7.0.15");
    assertThat(context.phases()).containsOnlyKeys("connect", "answer");
    assertThat(context.lines().get(0)).startsWith("connected to 127.0.0.1 port ");
  }

  @Test
  void failsAboveLevel() throws Exception {
    CheckResult result = runAgainst(info(91, 100, SAVED.getEpochSecond()));

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.reason()).contains("memory above 90%");
    assertThat(result.level()).contains("91%");
  }

  @Test
  void keepsFailingUntilWellBelowLevel() throws Exception {
    context.previous(CheckState.UNKNOWN.withStatus(Status.FAIL));

    assertThat(runAgainst(info(86, 100, SAVED.getEpochSecond())).reason())
        .contains("memory above 85%");
    assertThat(runAgainst(info(84, 100, SAVED.getEpochSecond())).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void failsWhenLastSaveIsTooOld() throws Exception {
    try (ScriptedRedis server = new ScriptedRedis(info(1, 100, SAVED.getEpochSecond()))) {
      CheckConfig cache = config(server.port()).option(RedisCheckType.SAVED, Duration.ofHours(1));

      clock.advance(Duration.ofHours(1));
      assertThat(run(cache).verdict()).isEqualTo(Verdict.PASSED);
      clock.advance(Duration.ofMinutes(1));
      assertThat(run(cache).reason()).contains("last saved 61 minutes ago");
    }
  }

  @Test
  void reportsRejectedPassword() throws Exception {
    try (ScriptedRedis server = new ScriptedRedis("-WRONGPASS invalid password")) {
      CheckConfig cache = config(server.port()).option(RedisCheckType.PASSWORD, "hunter2");

      assertThatThrownBy(() -> run(cache))
          .isInstanceOf(IOException.class)
          .hasMessage("AUTH was refused: WRONGPASS invalid password");
    }
  }

  @Test
  void reportsServerThatIsNotRedis() {
    assertThatThrownBy(() -> runAgainst("HTTP/1.1 400 Bad Request"))
        .hasMessage("this is not a Redis server: it answered \"HTTP/1.1 400 Bad Request\"");
  }

  /** Runs through the engine, which turns an expired deadline into a failure. */
  @Test
  void timesOutWhenServerIsSilent() throws Exception {
    try (ScriptedRedis server = new ScriptedRedis();
        Site site =
            Site.with(Types.of(type))
                .onDemand()
                .open(SiteConfig.empty().withCheck(timeout(config(server.port()))))) {
      RunReport report = site.run("cache");

      assertThat(report.failed()).isTrue();
      assertThat(report.state().lastRun().reason())
          .isEqualTo("no answer within 0.3 s (after connect)");
      assertThat(report.took()).isLessThan(Duration.ofSeconds(2));
    }
  }

  private static CheckConfig timeout(CheckConfig cache) {
    return cache.option(RedisCheckType.TIMEOUT, Duration.ofMillis(300));
  }

  private CheckConfig config(int port) {
    return CheckConfig.of("cache", type)
        .option(RedisCheckType.HOSTNAME, "127.0.0.1")
        .option(RedisCheckType.PORT, port);
  }

  private CheckResult runAgainst(String... answers) throws Exception {
    try (ScriptedRedis server = new ScriptedRedis(answers)) {
      return run(config(server.port()));
    }
  }

  private CheckResult run(CheckConfig cache) throws Exception {
    return type.create(cache.options(type)).run(context);
  }
}
