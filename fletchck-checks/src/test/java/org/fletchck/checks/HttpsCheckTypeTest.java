package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new HttpsCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "example.org");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "");
    all.put("port", "443; 80 without tls");
    all.put("timeout", "10");
    all.put("tls", "true");
    all.put("selfsigned", "false");
    all.put("days", "7");
    all.put("reqType", "HEAD; GET with contains, matches or json");
    all.put("reqPath", "/");
    all.put("status", "100-499");
    all.put("headers", "");
    all.put("body", "");
    all.put("contains", "");
    all.put("matches", "");
    all.put("json", "");
    all.put("follow", "false");
    all.put("username", "");
    all.put("password", "");
    all.put("slow", "");
    return all;
  }

  @Test
  void isRepeatableNetworkCheck() {
    assertThat(type().overNetwork()).isTrue();
    assertThat(type().repeatable()).isTrue();
  }

  @Test
  void treatsHeadersAndPasswordAsSecret() {
    assertThat(type().options().stream().filter(Option::isSecret).map(Option::name))
        .containsExactly("headers", "password");
  }

  @Test
  void derivesDefaultPortFromTls() {
    assertThat(made(Map.of("hostname", "h")).origin()).hasToString("https://h");
    assertThat(made(Map.of("hostname", "h")).origin().target().port()).isEqualTo(443);
    assertThat(made(Map.of("hostname", "h", "tls", false)).origin().target().port()).isEqualTo(80);
    assertThat(made(Map.of("hostname", "h", "tls", false, "port", 81)).origin())
        .hasToString("http://h:81");
  }

  @Test
  void derivesDefaultMethodFromConditions() {
    assertThat(made(Map.of("hostname", "h")).request().method()).isEqualTo("HEAD");
    for (String condition : new String[] {"contains", "matches"}) {
      assertThat(made(Map.of("hostname", "h", condition, "x")).request().method()).isEqualTo("GET");
    }
    assertThat(made(Map.of("hostname", "h", "json", Map.of("/a", 1))).request().method())
        .isEqualTo("GET");
    assertThat(made(Map.of("hostname", "h", "reqType", "options")).request().method())
        .isEqualTo("OPTIONS");
  }

  @Test
  void percentEncodesPath() {
    assertThat(made(Map.of("hostname", "h", "reqPath", "a b/\u00fc?q=1")).request().path())
        .isEqualTo("/a%20b/%C3%BC?q=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hostname | a b                 | expected a host name such as example.org or an address
          hostname | https://example.org | expected a host name such as example.org or an address
          status   | 200-                | expected codes from 100 to 999 such as 200-299,301
          status   | 299-200             | expected codes from 100 to 999 such as 200-299,301
          status   | 20                  | expected codes from 100 to 999 such as 200-299,301
          status   | ok                  | expected codes from 100 to 999 such as 200-299,301
          matches  | (                   | expected a regular expression in RE2 syntax
          matches  | (?=a)               | expected a regular expression in RE2 syntax
          reqType  | GET / HTTP          | expected a method such as HEAD, GET or POST
          reqType  | connect             | expected a method such as HEAD, GET or POST
          port     | 0                   | expected a whole number from 1 to 65535
          days     | -1                  | expected a whole number from 0 to 3650
          slow     | 0                   | expected a whole number from 1 to 86400000
          """)
  void rejectsInvalidValues(String option, String value, String message) {
    Map<String, Object> raw = new LinkedHashMap<>(required());
    raw.put(option, value);
    assertThat(Options.of(type().options(), raw).problems("").stream().filter(p -> p.isError()))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).startsWith(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:secret@example.org/",
        "me:secret@example.org",
        "me@secret@example.org"
      })
  void doesNotRevealPasswordGivenInHostname(String hostname) {
    for (CheckType each :
        List.of(type(), new TcpCheckType(), new SshCheckType(), new DnsCheckType())) {
      Map<String, Object> raw = Map.of("hostname", hostname, "port", 80);
      assertThat(Options.of(each.options(), raw).problems(""))
          .as(each.name())
          .filteredOn(problem -> problem.path().equals("hostname"))
          .singleElement()
          .satisfies(
              problem ->
                  assertThat(problem.message())
                      .startsWith("expected a host name such as example.org or an address")
                      .endsWith("found a name with @"))
          .asString()
          .doesNotContain("secret");
    }
  }

  @Test
  void rejectsMalformedRequestPartsWithoutRevealingSecrets() {
    assertRefused(Map.of("headers", Map.of("X-A", "secret\r\nX-B: c")), "without line breaks");
    assertRefused(Map.of("headers", Map.of("X A", "secret")), "expected header names");
    assertRefused(Map.of("headers", Map.of("content-length", "3")), "set by the check itself");
    assertRefused(Map.of("reqPath", "/\r\nX-B: c"), "on one line");
    assertRefused(Map.of("json", Map.of("a", "b")), "expected JSON pointers such as /status");
  }

  @Test
  void rejectsConflictingOptions() {
    assertRefused(Map.of("reqType", "HEAD", "contains", "x"), "omit reqType or use GET");
    assertRefused(Map.of("body", "x"), "set reqType to POST or PUT");
    assertRefused(Map.of("password", "secret"), "a password needs a username");
    assertRefused(Map.of("username", "a:b"), "with a colon");
    assertRefused(
        Map.of("username", "a", "headers", Map.of("authorization", "secret")),
        "either username or the header Authorization");
  }

  @Test
  void showsNoSecretInItsDescription() {
    Map<String, Object> headers = Map.of("X-A", "s3cret");
    assertThat(made(Map.of("hostname", "h", "headers", headers)).toString())
        .contains("HEAD request", "https://h")
        .doesNotContain("s3cret");
  }

  private void assertRefused(Map<String, Object> more, String message) {
    Map<String, Object> raw = new LinkedHashMap<>(more);
    raw.putAll(required());
    assertThatThrownBy(() -> made(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("secret");
  }

  private HttpsCheck made(Map<String, Object> raw) {
    return (HttpsCheck) type().create(Options.of(type().options(), raw));
  }
}
