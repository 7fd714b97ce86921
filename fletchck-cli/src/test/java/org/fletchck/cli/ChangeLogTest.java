package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Run;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Types;
import org.fletchck.spi.Verdict;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final CheckState PASS = CheckState.UNKNOWN.withStatus(Status.PASS);
  private static final CheckState FAIL =
      CheckState.UNKNOWN
          .withStatus(Status.FAIL)
          .withLastRun(new Run(Verdict.FAILED, "no\nanswer", null, List.of(), Map.of(), Map.of()))
          .withTimes(CheckState.Times.NEVER.withFail(NOW));

  private final Lines out = new Lines();
  private final SiteConfig config =
      SiteConfig.empty()
          .withCheck(CheckConfig.of("router", "file"))
          .withCheck(CheckConfig.of("web", "file").dependsOn("router"))
          .withCheck(CheckConfig.of("mail", "file").dependsOn("web"))
          .withCheck(CheckConfig.of("old", "file").dependsOn("router").paused(true));

  private List<String> lines(String check, CheckState before, CheckState after) {
    return lines(check, before, after, false);
  }

  private List<String> lines(String check, CheckState before, CheckState after, boolean colour) {
    Console screen = new Console(out.printer(), out.printer(), colour, () -> NOW);
    screen.zone(ZoneId.of("Australia/Adelaide"));
    new ChangeLog(screen, Types.of(new FileCheckType()), config)
        .changed(check, "file", new Transition(before, after, null, "not notified"));
    return out.all();
  }

  @Test
  void showsUnnotifiedFailureInSiteTimeZone() {
    assertThat(lines("mail", PASS, FAIL)).containsExactly("22:30:00 FAIL  mail (file)  no answer");
  }

  @Test
  void showsFailureAtFirstJudgement() {
    assertThat(lines("mail", CheckState.UNKNOWN, FAIL)).hasSize(1);
  }

  @Test
  void countsUnreachableDependents() {
    assertThat(lines("router", PASS, FAIL))
        .containsExactly(
            "22:30:00 FAIL  router (file)  no answer (2 checks unreachable because of it)");
  }

  @Test
  void countsNoDependentsForTrustFailure() {
    assertThat(lines("router", PASS, FAIL.withTrustFailure("certificate")))
        .containsExactly("22:30:00 FAIL  router (file)  no answer");
  }

  @Test
  void showsHowLongAFailureLasted() {
    CheckState back = PASS.withTimes(FAIL.times().withPass(NOW.plusSeconds(7_500)));

    assertThat(lines("mail", FAIL, back))
        .containsExactly("22:30:00 PASS  mail (file)  failed for 2 h 5 min");
    assertThat(lines("mail", FAIL.withStatus(Status.UNREACHABLE), back)).hasSize(2);
  }

  @Test
  void showsNewStillFailingAndRecoveredMembers() {
    assertThat(
            lines("row", FAIL.withMembers(List.of("a", "b")), FAIL.withMembers(List.of("b", "c"))))
        .containsExactly("22:30:00 FAIL  row (file)  new: c; still: b; back: a");
  }

  @Test
  void showsNothingForFirstPassUnreachableOrPaused() {
    CheckState unreachable = PASS.withStatus(Status.UNREACHABLE);

    assertThat(lines("mail", CheckState.UNKNOWN, PASS)).isEmpty();
    assertThat(lines("mail", PASS, unreachable)).isEmpty();
    assertThat(lines("mail", unreachable, PASS)).isEmpty();
    assertThat(lines("mail", FAIL, FAIL.withStatus(Status.PAUSED))).isEmpty();
    assertThat(lines("mail", FAIL.withStatus(Status.UNREACHABLE), FAIL)).isEmpty();
  }

  @Test
  void coloursStatusWord() {
    assertThat(lines("mail", PASS, FAIL, true).get(0))
        .isEqualTo("22:30:00 \u001b[31mFAIL\u001b[0m  mail (file)  no answer");
  }
}
