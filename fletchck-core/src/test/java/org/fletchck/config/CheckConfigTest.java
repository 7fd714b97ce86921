package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.schedule.Trigger;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.junit.jupiter.api.Test;

class CheckConfigTest {

  private final CheckConfig check = CheckConfig.of("web", "https");

  @Test
  void hasDefaults() {
    assertThat(check.threshold()).isEqualTo(1);
    assertThat(check.window()).isEqualTo(1);
    assertThat(check.recovery()).isEqualTo(1);
    assertThat(check.retries()).isEqualTo(1);
    assertThat(check.priority()).isZero();
    assertThat(check.failAction()).isTrue();
    assertThat(check.passAction()).isTrue();
    assertThat(check.actions()).isEmpty();
    assertThat(check.depends()).isEmpty();
    assertThat(check.reminder()).isEmpty();
    assertThat(check.note()).isEmpty();
    assertThat(check.pausedAt(Instant.EPOCH)).isFalse();
    assertThat(check.trigger(ZoneOffset.UTC)).isEmpty();
    assertThat(check.typeText()).isEqualTo("https");
  }

  @Test
  void returnsValuesItWasBuiltWith() {
    CheckConfig made =
        check
            .option("hostname", "place.com")
            .every(Duration.ofMinutes(5))
            .threshold(3)
            .recovery(2)
            .retries(4)
            .reminder(Duration.ofHours(1))
            .actions("mail", "sms")
            .dependsOn("gw")
            .failAction(false)
            .passAction(false)
            .priority(7)
            .note("call Bob")
            .publish("t");

    assertThat(made.threshold()).isEqualTo(3);
    assertThat(made.window()).isEqualTo(3);
    assertThat(made.window(5).window()).isEqualTo(5);
    assertThat(made.recovery()).isEqualTo(2);
    assertThat(made.retries()).isEqualTo(4);
    assertThat(made.reminder()).contains(Duration.ofHours(1));
    assertThat(made.actions()).containsExactly("mail", "sms");
    assertThat(made.depends()).containsExactly("gw");
    assertThat(made.failAction()).isFalse();
    assertThat(made.passAction()).isFalse();
    assertThat(made.priority()).isEqualTo(7);
    assertThat(made.note()).contains("call Bob");
    assertThat(made.publish()).contains("t");
    assertThat(made.raw().get("trigger")).isEqualTo(Map.of("interval", Map.of("minutes", 5)));
    assertThat(check.raw()).isEqualTo(Map.of("type", "https"));
  }

  @Test
  void writesTypedOptionsInFileFormat() {
    CheckType https = StubTypes.ALL.check("https").orElseThrow();
    CheckConfig typed =
        CheckConfig.of("web", https)
            .option(StubTypes.HOSTNAME, "place.com")
            .option(StubTypes.PORT, 8443)
            .option(StubTypes.TLS, true)
            .option(Option.timeout(10), Duration.ofSeconds(20))
            .option(Option.seconds("wait", "Time to wait"), Duration.ofMillis(2500))
            .option(Option.number("level", "Percent"), 90.0)
            .option(Option.list("tags", "Words"), List.of("a", "b"))
            .option(Option.map("headers", "Header fields"), Map.of("Accept", "*/*"))
            .with(CheckKeys.REMINDER, Duration.ofHours(1));

    assertThat(typed.raw())
        .isEqualTo(
            SiteFile.parse(
                """
                {"type": "https", "reminder": 3600, "options": {"hostname": "place.com",
                 "port": 8443, "tls": true, "timeout": 20, "wait": 2.5, "level": 90,
                 "tags": ["a", "b"], "headers": {"Accept": "*/*"}}}
                """));
    assertThat(typed.options(https).get(StubTypes.PORT)).isEqualTo(8443);
    assertThat(typed.option(StubTypes.PORT, null).options(https).has(StubTypes.PORT)).isFalse();
  }

  @Test
  void warnsOfOptionUnknownToAnyType() {
    CheckType disk = StubTypes.ALL.check("disk").orElseThrow();
    CheckConfig root = CheckConfig.of("root", disk).option(StubTypes.PORT, 8443);

    assertThat(SiteConfig.empty().withCheck(root).validate(Types.of(disk)).problems())
        .filteredOn(problem -> problem.path().equals("checks.root.options.port"))
        .singleElement()
        .returns(false, Problem::isError);
  }

  @Test
  void actionAndSiteAcceptTypedValues() {
    ActionConfig mail =
        ActionConfig.of("mail", StubTypes.ALL.action("email").orElseThrow())
            .option(ActionKeys.GROUP, 60);

    assertThat(mail.type()).isEqualTo("email");
    assertThat(mail.group()).hasSeconds(60);
    assertThat(SiteConfig.empty().with(SiteKeys.GRACE, Duration.ZERO).raw())
        .isEqualTo(Map.of("grace", 0));
  }

  @Test
  void acceptsTriggerAsText() {
    assertThat(check.triggerText("10 min").trigger(ZoneOffset.UTC).flatMap(Trigger::interval))
        .contains(Duration.ofMinutes(10));
    assertThat(check.triggerText("10 min").triggerText("").trigger(ZoneOffset.UTC)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> check.triggerText("10 apples"));
    assertThatIllegalArgumentException().isThrownBy(() -> check.every(Duration.ofMillis(1500)));
  }

  @Test
  void treatsInvalidValuesAsMissing() {
    CheckConfig wrong =
        CheckConfig.of(
            "a",
            SiteFile.parse(
                """
                {"type": ["x"], "threshold": "many", "failAction": 7, "actions": {}, "depends": 5,
                 "paused": "sometimes", "reminder": -1, "options": {"timezone": "Nowhere"}}
                """));

    assertThat(wrong.type()).isEmpty();
    assertThat(wrong.threshold()).isEqualTo(1);
    assertThat(wrong.failAction()).isTrue();
    assertThat(wrong.actions()).isEmpty();
    assertThat(wrong.depends()).isEmpty();
    assertThat(wrong.pausedAt(Instant.EPOCH)).isFalse();
    assertThat(wrong.reminder()).isEmpty();
    assertThat(wrong.zone(ZoneOffset.UTC)).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void ignoresTriggerWithoutFields() {
    assertThat(check.trigger(Map.of("//", "later")).trigger(ZoneOffset.UTC)).isEmpty();
    assertThat(
            CheckConfig.of("a", SiteFile.parse("{\"trigger\": {\"interval\": null}}"))
                .trigger(ZoneOffset.UTC))
        .isEmpty();
  }

  @Test
  void equalNumbersAreEqualValues() {
    assertThat(check.with("threshold", 5L)).isEqualTo(check.threshold(5));
    assertThat(check.with("x", new BigDecimal("1.50"))).isEqualTo(check.with("x", 1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> check.with("x", Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.with("x", Double.POSITIVE_INFINITY));
  }

  @Test
  void aNameCantBeAComment() {
    assertThatIllegalArgumentException().isThrownBy(() -> CheckConfig.of("//a", "disk"));
  }

  @Test
  void pauseEndsAtGivenTime() {
    Instant end = Instant.parse("2026-11-21T07:30:00Z");
    CheckConfig resting = check.with("paused", "2026-11-21T18:00:00+10:30");

    assertThat(resting.pausedAt(end.minusSeconds(1))).isTrue();
    assertThat(resting.pausedAt(end)).isFalse();
    assertThat(resting.pausedUntil()).contains(end);
    assertThat(check.pausedUntil(end).pausedUntil()).contains(end);
    assertThat(check.paused(true).pausedAt(end)).isTrue();
    assertThat(check.paused(true).pausedUntil()).isEmpty();
    assertThat(check.paused(true).paused(false).raw()).isEqualTo(check.raw());
  }

  @Test
  void prefersItsOwnZoneToThatOfSite() {
    assertThat(check.option("timezone", "europe/BERLIN").zone(ZoneOffset.UTC))
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(check.zone(ZoneOffset.UTC)).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void cantBeChangedFromOutside() {
    List<String> names = new ArrayList<>(List.of("a"));
    Map<String, Object> raw = new HashMap<>(Map.of("type", "disk", "actions", names));
    CheckConfig made = CheckConfig.of("a", raw);
    names.add("b");
    raw.put("threshold", 5);

    assertThat(made.actions()).containsExactly("a");
    assertThat(made.threshold()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.with("note", Instant.EPOCH))
        .withMessageContaining("java.time.Instant");
  }

  @Test
  void readsGroupOfActionFromOptionOrKey() {
    ActionConfig mail = ActionConfig.of("mail", "email");

    assertThat(mail.group()).isZero();
    assertThat(mail.option("group", 60).group()).hasSeconds(60);
    assertThat(mail.with("group", 30).group()).hasSeconds(30);
  }
}
