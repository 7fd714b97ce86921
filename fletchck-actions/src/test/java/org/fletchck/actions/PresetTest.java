package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds what is sent to each service, and what is made of its answers, to what it documents. */
class PresetTest {

  private final WebhookActionType type = new WebhookActionType();
  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(30));
  private TestWeb web;

  @BeforeEach
  void start() throws IOException {
    web = TestWeb.start();
  }

  @AfterEach
  void stop() {
    web.close();
    context.close();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void sendsFailureInFormatOfService(Preset preset) throws Exception {
    send(preset, SampleNotifications.shop(Change.FAILED));

    assertThat(web.requests).singleElement().hasToString(recorded(preset.word() + "-fail"));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void sendsRecoveryInFormatOfService(Preset preset) throws Exception {
    send(preset, SampleNotifications.shop(Change.RECOVERED));

    assertThat(web.requests).singleElement().hasToString(recorded(preset.word() + "-pass"));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void staysWellFormedAndWithinTheLimitsOfTheService(Preset preset) throws Exception {
    send(
        preset,
        SampleNotifications.named("*_\"\\\n".repeat(200), "<&>'\"\\ _*` \u0001\n".repeat(1000)));

    String body = web.requests.get(0).body();
    assertThat(body.getBytes(UTF_8)).hasSizeLessThan(28_000);
    if (preset != Preset.PUSHOVER) {
      assertThat(SiteFile.parse(body)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"JSON", "PAGERDUTY"})
  void sendsDigestInOneMessageWithinServiceLimits(Preset preset) throws Exception {
    Notification one =
        SampleNotifications.named("*_\"\\\n".repeat(20), "<&>'\"\\ _*` \u0001\n".repeat(100));
    send(preset, Notification.together(Collections.nCopies(1000, one)));

    String body = web.requests.get(0).body();
    assertThat(web.requests).hasSize(1);
    assertThat(body.getBytes(UTF_8)).hasSizeLessThan(28_000);
    assertThat(body).contains("1000").contains("FAIL");
  }

  @Test
  void sendsEachChangeSeparatelyAndOnceToIncidentService() throws Exception {
    web.answering(202, "{}");
    send(Preset.PAGERDUTY, SampleNotifications.digest());
    send(Preset.PAGERDUTY, SampleNotifications.digest());

    assertThat(web.requests)
        .extracting(r -> String.valueOf(SiteFile.parse(r.body()).get("event_action")))
        .containsExactly("trigger", "trigger", "resolve");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "telegram | {\"ok\":true,\"result\":{\"message_id\":5}} | 200",
        "telegram | {\"ok\":false,\"error_code\":400,\"description\":\"chat not found\"} | 400",
        "telegram | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":9}} | 429",
        "slack | ok | 200",
        "slack | {\"ok\":false,\"error\":\"invalid_auth\"} | 400",
        "slack | {\"success\":false} | 400",
        "matrix | {\"event_id\":\"$abc:place.com\"} | 200",
        "matrix | {\"errcode\":\"M_FORBIDDEN\"} | 400",
        "matrix | {\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":2000} | 429",
        "pushover | {\"status\":1,\"request\":\"647d2300\"} | 200",
        "pushover | {\"status\":0,\"errors\":[\"user key is invalid\"]} | 400",
        "teams | 1 | 200",
        "teams | Webhook message delivery failed with error: ... returned HTTP error 429 | 429",
        "discord | {} | 200",
        "ntfy | {\"id\":\"hwQ2YpKdmg\",\"event\":\"message\"} | 200",
        "gotify | {\"id\":25,\"appid\":5} | 200",
        "pagerduty | {\"status\":\"success\",\"dedup_key\":\"7-1795223825000\"} | 200",
        "json | {\"ok\":false} | 200"
      })
  void interpretsAnswersOfServices(String preset, String body, int meant) throws Exception {
    web.answering(200, body);

    if (meant == 200) {
      send(Preset.of(preset), SampleNotifications.shop(Change.FAILED));
      assertThat(context.lines()).containsExactly(web.name() + " said: HTTP 200 " + body);
    } else {
      assertThatThrownBy(() -> send(Preset.of(preset), SampleNotifications.shop(Change.FAILED)))
          .isInstanceOf(meant == 400 ? RefusedException.class : IOException.class)
          .hasMessageStartingWith(web.name() + " said: HTTP " + meant + " ");
    }
  }

  @Test
  void usesSameIncidentKeyForFailureAndRecovery() throws Exception {
    send(Preset.PAGERDUTY, SampleNotifications.shop(Change.FAILED));
    send(Preset.PAGERDUTY, SampleNotifications.shop(Change.RECOVERED));

    assertThat(web.requests)
        .extracting(request -> SiteFile.parse(request.body()).get("dedup_key"))
        .containsOnly("7-1795223825000");
  }

  @Test
  void retriesWithSameTransactionId() throws Exception {
    send(Preset.MATRIX, SampleNotifications.shop(Change.FAILED));
    send(Preset.MATRIX, SampleNotifications.shop(Change.FAILED));

    assertThat(web.requests)
        .extracting(TestWeb.Request::line)
        .hasSize(2)
        .containsOnly(
            "PUT /_matrix/client/v3/rooms/%21room:place.com/send/m.room.message/7-1795223825000");
  }

  private void send(Preset preset, Notification notification) throws Exception {
    Map<String, Object> given = new HashMap<>(Map.of("preset", preset.word(), "url", web.url()));
    if (preset.needed().contains("token")) {
      given.put("token", preset == Preset.TELEGRAM ? "110201543:AAHdqTcvCH" : "t0ken");
    }
    if (preset.needed().contains("to")) {
      given.put("to", preset == Preset.MATRIX ? "!room:place.com" : "ops");
    }
    type.create(Options.of(type.options(), given)).send(notification, context);
  }

  private static String recorded(String name) throws IOException {
    try (InputStream file = PresetTest.class.getResourceAsStream("presets/" + name + ".http")) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
