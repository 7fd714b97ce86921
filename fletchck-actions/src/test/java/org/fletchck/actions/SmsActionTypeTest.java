package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsActionTypeTest {

  private static final Map<String, Object> CENTRAL = Map.of("username", "me", "password", "s3cret");

  private final SmsActionType type = new SmsActionType();
  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(30));
  private TestWeb web;

  @BeforeEach
  void start() throws IOException {
    web = TestWeb.start().answering(200, "0\n");
  }

  @AfterEach
  void stop() {
    web.close();
    context.close();
  }

  @Test
  void postsAFormToSmsCentralForEachNumber() throws Exception {
    send(CENTRAL, "+61 412 345 678", "0400111222");

    assertThat(web.requests).hasSize(2);
    assertThat(web.requests.get(0))
        .hasToString(
            """
            POST /api
            Content-type: application/x-www-form-urlencoded

            ACTION=send&USERNAME=me&PASSWORD=s3cret&ORIGINATOR=dedicated&RECIPIENT=%2B61412345678\
            &MESSAGE_TEXT=Home+gateway%3A+FAIL%0Aconnect+to+192.0.2.1+port+22%3A+%3Cno+route%3E\
            +%26+no+answer%0A32+checks+unreachable%0Asince+Sat+21+Nov+2026+11%3A47+ACDT
            """);
    assertThat(web.requests.get(1).body()).contains("RECIPIENT=0400111222");
    assertThat(context.lines()).contains(web.name() + ", for 0400111222, said: HTTP 200 0");
  }

  @Test
  void postsOneFormForAllNumbersWithApiKey() throws Exception {
    web.answering(200, "{\"queued\": 2}");
    send(Map.of("apikey", "k3y", "sender", "Place"), "+61412345678", "+61400111222");

    assertThat(web.requests)
        .singleElement()
        .hasToString(
            """
            POST /api
            Authorization: Bearer k3y
            Content-type: application/x-www-form-urlencoded

            originator=Place&mobile_number=61412345678%2C61400111222&concatenated=true&utf=true\
            &text=Home+gateway%3A+FAIL%0Aconnect+to+192.0.2.1+port+22%3A+%3Cno+route%3E\
            +%26+no+answer%0A32+checks+unreachable%0Asince+Sat+21+Nov+2026+11%3A47+ACDT
            """);
    assertThat(context.lines()).containsExactly(web.name() + " said: HTTP 200 {\"queued\": 2}");
  }

  @Test
  void logsInAtProxyWithCredentialsFromUrl() throws Exception {
    String url = web.url().replace("://", "://me:s3cret@") + "/sms";
    web.answering(200, "0");
    send(Map.of("url", url, "username", "u", "password", "p"), "111");
    send(Map.of("url", url, "apikey", "k3y"), "222");

    assertThat(web.requests)
        .extracting(r -> r.headers().get("Authorization"))
        .containsExactly("Basic bWU6czNjcmV0", "Bearer k3y");
    assertThat(context.lines()).noneMatch(line -> line.contains("s3cret"));
  }

  @Test
  void postsWithoutAuthorizationWhenOnlyUrlIsGiven() throws Exception {
    send(Map.of(), "+61412345678");

    assertThat(web.requests).hasSize(1);
    assertThat(web.requests.get(0).toString())
        .doesNotContain("Authorization")
        .contains("originator=dedicated&mobile_number=61412345678&concatenated=true&utf=true");
  }

  @Test
  void sendsToOtherNumbersAndRetriesOnlyTheFailedOne() throws Exception {
    web.answering(
        request -> new ServiceAnswer(200, request.body().contains("=111&") ? "517" : "0"));

    assertThatThrownBy(() -> send(CENTRAL, "222", "111", "333"))
        .isInstanceOf(IOException.class)
        .hasMessage(web.name() + ", for 111, said: HTTP 200 517");
    assertThat(web.requests).hasSize(3);

    web.answering(200, "0");
    send(CENTRAL, "222", "111", "333");
    assertThat(web.requests).hasSize(4).last().asString().contains("RECIPIENT=111");
  }

  @Test
  void treatsFailureAsPermanentOnlyIfNoneIsTemporary() {
    web.answering(
        request -> new ServiceAnswer(request.body().contains("=111&") ? 503 : 403, "no s3cret"));

    assertThatThrownBy(() -> send(CENTRAL, "222", "111"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("for 111, said: HTTP 503 no ********");
    assertThatThrownBy(() -> send(CENTRAL, "222", "333"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("for 222, said: HTTP 403 no ********");
  }

  @ParameterizedTest
  @CsvSource({"202, false", "400, true", "401, true", "408, false", "429, false", "500, false"})
  void classifiesFailuresByHttpStatusWithApiKey(int status, boolean refused) {
    web.answering(status, "about k3yk3y");

    assertThatThrownBy(() -> send(Map.of("apikey", "k3yk3y"), "111"))
        .isInstanceOf(refused ? RefusedException.class : IOException.class)
        .hasMessage(web.name() + " said: HTTP " + status + " about ********");
  }

  @Test
  void sendsToEachNumberSeparatelyWhenBatchIsRefused() throws Exception {
    web.answering(
        request -> new ServiceAnswer(request.body().contains("111") ? 400 : 200, "unknown number"));

    assertThatThrownBy(() -> send(Map.of("apikey", "k3y"), "222", "111", "333"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(web.name() + ", for 111, said: HTTP 400 unknown number");
    assertThat(web.requests).hasSize(4);
    assertThat(List.of("222", "111", "333"))
        .filteredOn(context::done)
        .containsExactly("222", "333");
  }

  @Test
  void doesNotSplitBatchWhenApiKeyIsRefused() {
    web.answering(401, "who?");

    assertThatThrownBy(() -> send(Map.of("apikey", "k3y"), "222", "111"))
        .isInstanceOf(RefusedException.class);
    assertThat(web.requests).hasSize(1);
  }

  @Test
  void encodesApiKeyUnfitForHeader() throws Exception {
    send(Map.of("apikey", "k\u20ac\r\ny"), "111");

    assertThat(web.requests.get(0).headers().get("Authorization")).startsWith("=?UTF-8?");
  }

  @Test
  void refusesToSendWithIncompleteCredentials() {
    assertThat(options(Map.of(), "111").problems("")).isEmpty();
    assertThatThrownBy(() -> send(Map.of("username", "me"), "111"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("nothing to log in with; set username and password, or apikey, or only url");
    assertThat(web.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alice", "", "12", "+61 412 345 678 ext 9", "1\n2"})
  void rejectsInvalidNumbers(String number) {
    assertThat(options(CENTRAL, number).problems("").get(0).message()).startsWith("expected a");
  }

  @Test
  void derivesServiceUrlFromOptions() {
    assertThat(address(Map.of())).isEqualTo("https://my.smscentral.com.au/api/v3.2");
    assertThat(address(Map.of("hostname", "sms.place.com")))
        .isEqualTo("https://sms.place.com/api/v3.2");
    assertThat(address(Map.of("apikey", "k3y")))
        .isEqualTo("https://sms-api.cloudkinnekt.au/smsp-in");
  }

  @Test
  void showsNoSecret() {
    Map<String, Object> given =
        Map.of("apikey", "k3y", "password", "s3cret", "url", "ftp://s3cret");
    Options options = options(given, "111");

    assertThat(options.masked().toString()).doesNotContain("k3y").doesNotContain("s3cret");
    assertThat(options.problems("").toString())
        .contains("expected an address such as https://example.com/path")
        .doesNotContain("s3cret");
    assertThat(type.create(options(CENTRAL, "111")).toString()).doesNotContain("s3cret");
    assertThat(type.create(options(Map.of("apikey", "k3y"), "111")).toString())
        .doesNotContain("k3y");
  }

  private String address(Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>(given);
    all.putAll(CENTRAL);
    SmsService service = ((SmsAction) type.create(options(all, "111"))).service();
    return service instanceof SmsCentral central
        ? central.address().toString()
        : ((SmsByKey) service).address().toString();
  }

  private void send(Map<String, Object> given, String... numbers) throws Exception {
    Map<String, Object> all = new TreeMap<>(given);
    all.putIfAbsent("url", web.url() + "/api");
    type.create(options(all, numbers)).send(SampleNotifications.gatewayFails(), context);
  }

  private Options options(Map<String, Object> given, String... numbers) {
    Map<String, Object> all = new TreeMap<>(given);
    all.put("recipients", List.of(numbers));
    return Options.of(type.options(), all);
  }
}
