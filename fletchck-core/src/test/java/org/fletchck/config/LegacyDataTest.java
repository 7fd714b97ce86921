package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.Test;

class LegacyDataTest {

  private static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");
  private static final String CHECKED = "'lastCheck': '2026-11-21T11:47:00+10:30'";
  private static final String FAILED = ", 'lastFail': '2026-11-21T11:40:00+10:30'";

  @Test
  void treatsFailStateWithoutRunOrCountAsPending() {
    assertThat(state("{'failState': true, 'failCount': 1}").status()).isEqualTo(Status.PENDING);
    assertThat(state("{'failState': true, 'failCount': 0, " + CHECKED + "}").status())
        .isEqualTo(Status.PENDING);
    assertThat(state("{'failState': true, 'failCount': 1, " + CHECKED + FAILED + "}").status())
        .isEqualTo(Status.FAIL);
  }

  @Test
  void treatsUnnotifiedFailureAsPending() {
    assertThat(state("{'failState': true, 'failCount': 1, " + CHECKED + "}").status())
        .isEqualTo(Status.PENDING);
    assertThat(state("{'failState': 'a,b', 'failCount': 1, " + CHECKED + "}").status())
        .isEqualTo(Status.FAIL);
    assertThat(withThreshold3(2).status()).isEqualTo(Status.PENDING);
    assertThat(withThreshold3(3).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void readsSoftFailNamingCheckAsUnreachableWithLatestVerdict() {
    String soft = "{'failState': true, 'failCount': 3, 'softFail': 'gw', " + CHECKED;
    CheckState failed =
        state(soft + ", 'lastFail': '2 Jan 2026 10:00 UTC', 'lastPass': '1 Jan 2026 10:00 UTC'}");
    CheckState passed =
        state(soft + ", 'lastFail': '1 Jan 2026 10:00 UTC', 'lastPass': '2 Jan 2026 10:00 UTC'}");
    CheckState never = state(soft + "}");

    assertThat(failed.status()).isEqualTo(Status.UNREACHABLE);
    assertThat(failed.judged()).isEqualTo(Status.FAIL);
    assertThat(failed.counts().failCount()).isEqualTo(3);
    assertThat(passed.judged()).isEqualTo(Status.PASS);
    assertThat(passed.counts().failCount()).isZero();
    assertThat(never.judged()).isEqualTo(Status.PENDING);
  }

  @Test
  void treatsTrustFailureAsFailure() {
    CheckState state =
        state(
            "{'failState': true, 'failCount': 1, 'softFail': 'certificate', "
                + CHECKED
                + FAILED
                + "}");

    assertThat(state.status()).isEqualTo(Status.FAIL);
    assertThat(state.trustFailure()).isEqualTo("certificate");
  }

  @Test
  void usesLastLogLineAsFailureReason() {
    String log = ", 'log': ['connecting', 'timed out ', '']";
    CheckState failed =
        state("{'failState': true, 'failCount': 1, " + CHECKED + FAILED + log + "}");
    CheckState passed = state("{'failState': false, 'failCount': 0, " + CHECKED + log + "}");

    assertThat(failed.lastRun().reason()).isEqualTo("timed out");
    assertThat(failed.lastRun().log()).hasSize(3);
    assertThat(failed.times().fail()).isEqualTo("2026-11-21T01:10:00Z");
    assertThat(passed.lastRun().reason()).isNull();
  }

  @Test
  void toleratesInvalidData() {
    assertThat(
            state(
                    "{'failState': 7, 'failCount': 'x', 'log': 'y', 'softFail': [],"
                        + " 'lastCheck': 'yesterday', 'lastFail': {}}")
                .status())
        .isEqualTo(Status.PENDING);
    assertThat(check("{}").legacyState(ADELAIDE)).isEmpty();
    assertThat(check("null").legacyState(ADELAIDE)).isEmpty();
  }

  @Test
  void parsesTimesByZoneAbbreviation() {
    Instant expected = Instant.parse("2026-11-21T01:17:00Z");

    assertThat(time("21 Nov 2026 11:47 ACDT")).contains(expected);
    assertThat(time("21 Nov 2026 11:47")).contains(expected);
    assertThat(time("21 Nov 2026 01:17 UTC")).contains(expected);
    assertThat(time("21 Nov 2026 04:17 +03")).contains(expected);
    assertThat(time("2026-11-21T11:47:00+10:30")).contains(expected);
    assertThat(time("2026-11-21T01:17:00Z")).contains(expected);
    assertThat(TimeText.parse("21 Nov 2026 02:17 CET", ADELAIDE, ZoneId.of("Europe/Berlin")))
        .contains(expected);
  }

  @Test
  void usesAbbreviationToResolveRepeatedHour() {
    assertThat(time("5 Apr 2026 02:30 ACDT")).contains(Instant.parse("2026-04-04T16:00:00Z"));
    assertThat(time("5 Apr 2026 02:30 ACST")).contains(Instant.parse("2026-04-04T17:00:00Z"));
  }

  @Test
  void anUnknownAbbreviationIsIgnored() {
    assertThat(time("21 Nov 2026 11:47 XYZ")).contains(Instant.parse("2026-11-21T01:17:00Z"));
    assertThat(time("what")).isEmpty();
    assertThat(time("31 Feb 2026 99:99 ACDT")).isEmpty();
    assertThat(time("")).isEmpty();
    assertThat(time(null)).isEmpty();
  }

  @Test
  void requiresKnownZoneForUnambiguousTimes() {
    Instant expected = Instant.parse("2026-11-21T01:17:00Z");
    assertThat(surely("21 Nov 2026 11:47 ACDT")).contains(expected);
    assertThat(surely("21 Nov 2026 02:17 CET")).contains(expected);
    assertThat(surely("21 Nov 2026 01:17 UTC")).contains(expected);
    assertThat(surely("21 Nov 2026 04:17 +03")).contains(expected);
    assertThat(surely("2026-11-21T11:47:00+10:30")).contains(expected);
    assertThat(surely("21 Nov 2026 11:47 XYZ")).isEmpty();
    assertThat(surely("21 Nov 2026 11:47")).isEmpty();
    assertThat(surely(null)).isEmpty();
  }

  private static Optional<Instant> surely(String text) {
    return TimeText.parseSurely(text, ADELAIDE, ZoneId.of("Europe/Berlin"));
  }

  private static Optional<Instant> time(String text) {
    return TimeText.parse(text, ADELAIDE);
  }

  private static CheckState state(String data) {
    return check(data).legacyState(ADELAIDE).orElseThrow();
  }

  private static CheckState withThreshold3(int failCount) {
    String data = "{'failState': true, 'failCount': " + failCount + ", " + CHECKED + FAILED + "}";
    return check(data).threshold(3).legacyState(ADELAIDE).orElseThrow();
  }

  private static CheckConfig check(String data) {
    return CheckConfig.of("a", SiteFile.parse(("{'data': " + data + "}").replace('\'', '"')));
  }
}
