package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
import org.junit.jupiter.params.provider.ValueSource;

class WebhookActionTypeTest {

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

  @Test
  void sendsCustomMethodHeadersAndBody() throws Exception {
    send(
        SampleNotifications.named("a \"b\"", "c\\d\ne"),
        Map.of(
            "url", web.url() + "/{{status}}?of={{name}}",
            "method", "put",
            "token", "t0ken",
            "headers", Map.of("X-Key", "{{token}}", "X-Site", "{{site}}", "Authorization", ""),
            "body", "{\"text\": \"{{name}}: {{reason}}\", \"count\": {{unreachableCount}}}"));

    assertThat(web.requests)
        .singleElement()
        .hasToString(
            """
            PUT /FAIL?of=a%20%22b%22
            Content-type: application/json
            X-key: t0ken
            X-site: Place

            {"text": "a \\"b\\": c\\\\d e", "count": 0}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=utf-8, a<&\"ü",
    "application/x-www-form-urlencoded, a%3C%26%22%C3%BC",
    "application/problem+json, a<&\\\"ü",
    "text/xml, a&lt;&amp;&quot;ü"
  })
  void escapesValuesForContentTypeOfBody(String contentType, String written) throws Exception {
    String body = contentType.contains("json") ? "\"{{name}}\"" : "{{name}}";
    send(
        SampleNotifications.named("a<&\"ü", "r"),
        Map.of("url", web.url(), "body", body, "headers", Map.of("content-type", contentType)));

    assertThat(web.requests.get(0).body()).isEqualTo(body.replace("{{name}}", written));
  }

  @Test
  void sendsGetWithoutBody() throws Exception {
    send(
        SampleNotifications.shop(Change.FAILED),
        Map.of("url", web.url() + "/ping", "method", "get"));

    assertThat(web.requests.get(0)).extracting(r -> r.line() + r.body()).isEqualTo("GET /ping");
  }

  @Test
  void usesConfiguredSiteNameAndIcon() throws Exception {
    send(
        SampleNotifications.shop(Change.FAILED),
        Map.of("url", web.url(), "site", "Home", "icon", "!", "body", "\"{{site}}, {{title}}\""));

    assertThat(web.requests.get(0).body()).isEqualTo("\"Home, ! FAIL: shop (https)\"");
  }

  @ParameterizedTest
  @CsvSource({
    "301, true",
    "302, false",
    "307, false",
    "308, true",
    "400, true",
    "401, true",
    "404, true",
    "408, false",
    "410, true",
    "425, false",
    "429, false",
    "500, false",
    "503, false"
  })
  void classifiesFailuresByHttpStatus(int status, boolean refused) {
    web.answering(status, "no");

    assertThatThrownBy(
            () -> send(SampleNotifications.shop(Change.FAILED), Map.of("url", web.url())))
        .isInstanceOf(refused ? RefusedException.class : IOException.class)
        .hasMessageStartingWith(web.name() + " said: HTTP " + status + " no");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void reportsRedirectTargetWithoutSecrets(int status) {
    String location = "https://me:s3cret@new.example.com:8443/hidden/t0ken?key=s3cret";
    web.with(Map.of("Location", location)).answering(status, "");

    assertThatThrownBy(
            () ->
                send(
                    SampleNotifications.shop(Change.FAILED),
                    Map.of("url", web.url() + "/hidden", "token", "t0ken")))
        .hasMessage(
            web.name()
                + " said: HTTP "
                + status
                + "; it redirects to https://new.example.com:8443********/********; set url to"
                + " that address");
  }

  @ParameterizedTest
  @CsvSource({
    "Küche, =?UTF-8?Q?K=C3=BCche?=",
    "温度, =?UTF-8?B?5rip5bqm?=",
    "\uD83D\uDC36, =?UTF-8?B?8J+Qtg==?=",
    "'a\r\nX-Evil: b', a X-Evil: b",
    "plain, plain"
  })
  void encodesHeadersInAscii(String name, String written) throws Exception {
    send(
        SampleNotifications.named(name, "r"),
        Map.of("url", web.url(), "headers", Map.of("Title", "{{name}}", "X-Key", "k\u00e9y\r\n")));

    assertThat(web.requests.get(0).headers())
        .containsEntry("Title", written)
        .containsEntry("X-key", "=?UTF-8?Q?k=C3=A9y?=")
        .doesNotContainKey("X-evil");
  }

  @Test
  void limitsHeaderLength() throws Exception {
    send(
        SampleNotifications.named("é", "ü温".repeat(20_000)),
        Map.of("url", web.url(), "headers", Map.of("Reason", "{{reason}}")));

    assertThat(web.requests.get(0).headers().get("Reason"))
        .startsWith("=?UTF-8?")
        .hasSizeLessThan(8000);
  }

  @Test
  void encodesInternationalHostInAscii() {
    assertThat(HttpAddress.parse("https://Bücher.example:8443/käse?a=ö"))
        .hasToString("https://xn--bcher-kva.example:8443/k%C3%A4se?a=%C3%B6");
    assertThat(HttpAddress.parse("https://[::1]/x")).hasToString("https://[::1]/x");
  }

  @Test
  void redactsSecretsRepeatedByService() {
    web.answering(
        request ->
            new ServiceAnswer(404, request.line() + " " + request.headers() + request.body()));
    Map<String, Object> given =
        Map.of(
            "preset",
            "ntfy",
            "url",
            web.url() + "/hidden",
            "token",
            "t0ken",
            "to",
            "t0pic",
            "headers",
            Map.of("X-Key", "k3y-of-mine"));

    assertThatThrownBy(() -> send(SampleNotifications.shop(Change.FAILED), given))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("POST ********")
        .message()
        .doesNotContain("hidden", "t0ken", "t0pic", "k3y");
    assertThat(type.create(Options.of(type.options(), given))).hasToString("webhook ntfy");
    assertThat(Options.of(type.options(), given).masked().toString())
        .doesNotContain("hidden", "t0ken", "t0pic", "k3y");
  }

  @ParameterizedTest
  @CsvSource({
    "json, needs url",
    "gotify, 'needs url, token'",
    "telegram, 'needs token, to'",
    "matrix, 'needs url, token, to'",
    "pushover, 'needs token, to'",
    "pagerduty, needs token",
    "ntfy, needs to"
  })
  void reportsOptionsRequiredByService(String preset, String message) {
    assertRefused(Map.of("preset", preset), "preset " + preset + " " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{titel}} | body: unknown name {{titel}}; did you mean title?",
        "{{#link}} | body: {{#link}} has no end; write {{/link}} after it",
        "{{/link}} | body: {{/link}} has no matching opening tag",
        "{{#a b}} | body: expected a name such as {{title}} after {{",
        "{\"a\": \"b\" | body: isn't valid JSON once filled in: ",
        "{\"a\": {{note}}} | body: isn't valid JSON once filled in: "
      })
  void reportsErrorsInBodyTemplate(String body, String message) {
    assertRefused(Map.of("url", "https://x", "body", body), message);
  }

  @ParameterizedTest
  @CsvSource({
    "me:s3cret, me:s3cret",
    "me:s%40c%2Fr%3Ae%25t, me:s@c/r:e%t",
    "m%C3%BCller:s3cret, müller:s3cret",
    "müller:geheim, müller:geheim",
    "t0ken, t0ken:",
    "t0ken:, t0ken:",
    ":s3cret, :s3cret"
  })
  void logsInWithCredentialsFromUrl(String login, String sent) throws Exception {
    web.answering(200, "hello " + sent.substring(sent.indexOf(':') + 1));
    send(
        SampleNotifications.shop(Change.FAILED),
        Map.of("url", "http://" + login + "@" + web.name() + "/hook?to=a@b", "method", "get"));

    TestWeb.Request request = web.requests.get(0);
    assertThat(request.line()).isEqualTo("GET /hook?to=a@b");
    assertThat(request.headers())
        .containsEntry(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(sent.getBytes(UTF_8)));
    assertThat(context.lines())
        .singleElement()
        .asString()
        .startsWith(web.name() + " said: HTTP 200 hello")
        .doesNotContain("s3cret", "s@c/r:e%t", "geheim");
  }

  @Test
  void prefersAuthorizationHeaderOverCredentialsInUrl() throws Exception {
    send(
        SampleNotifications.shop(Change.FAILED),
        Map.of(
            "url",
            "http://me:s3cret@" + web.name(),
            "headers",
            Map.of("Authorization", "Bearer k")));

    assertThat(web.requests.get(0).headers()).containsEntry("Authorization", "Bearer k");
  }

  @Test
  void redactsCredentialsFromUrlInMessages() {
    String url = "http://me:s3cret@" + web.name() + "/s3cret-path";
    web.answering(500, "Authorization was Basic bWU6czNjcmV0, that is me:s3cret, with s3cret");
    assertThatThrownBy(() -> send(SampleNotifications.shop(Change.FAILED), Map.of("url", url)))
        .hasMessage(
            web.name()
                + " said: HTTP 500 Authorization was ********, that is ********, with ********");

    web.close();
    assertThatThrownBy(() -> send(SampleNotifications.shop(Change.FAILED), Map.of("url", url)))
        .hasMessageStartingWith(web.name() + ": ")
        .hasStackTraceContaining("ConnectException")
        .satisfies(
            e -> {
              for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain("s3cret", "bWU6");
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://me:s3@cret@x/s3cret", "https://me:s3/cret@x", "https://me:s3cret@"})
  void explainsPercentEncodingForCredentialsInUrl(String url) {
    assertRefused(
        Map.of("url", url),
        "expected an address such as https://example.com/path; percent-encode special characters in"
            + " user name and password: %40 for @");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "ftp://s3cret/", "https://x:99999/s3cret", "https://s3 cret/"})
  void rejectsInvalidUrls(String url) {
    assertRefused(Map.of("url", url), "expected an address such as https://example.com/path");
  }

  @Test
  void rejectsHeadersThatCannotBeSent() {
    assertRefused(
        Map.of("url", "https://x", "headers", Map.of("Host", "s3cret")),
        "headers: Host can't be sent; leave it out");
  }

  private void assertRefused(Map<String, Object> given, String message) {
    assertThatThrownBy(() -> type.create(Options.of(type.options(), given)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("s3cret");
  }

  private void send(Notification notification, Map<String, Object> given) throws Exception {
    type.create(Options.of(type.options(), new HashMap<>(given))).send(notification, context);
  }
}
