package org.fletchck.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilterTest {

  private static final Option<String> HOST = Option.text("hostname", "Host");
  private static final Option<String> USER = Option.text("username", "User");
  private static final Option<String> PASSWORD =
      Option.secret("password", "Password").alias("pass");
  private static final Option<Map<String, String>> HEADERS =
      Option.map("headers", "Headers").secret();
  private static final Option<String> PATH = Option.text("path", "Path");
  private static final Option<List<String>> COMMAND = Option.list("command", "Command");
  private static final List<Option<?>> ALL = List.of(HOST, USER, PASSWORD, HEADERS, PATH, COMMAND);

  private static String masked(Map<String, ?> options, String text) {
    return Options.of(ALL, options).withoutSecrets(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse",
        "a/b+c=d&e",
        "p\"q\\r's",
        "pässwörd €",
        "😀😀😀😀",
        "1234567890",
        "t\tab"
      })
  void masksSecretInAllEncodings(String secret) {
    Options options = Options.of(ALL, Map.of("password", secret));
    String url = URLEncoder.encode(secret, UTF_8);
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    for (String form :
        List.of(
            secret,
            url,
            url.toLowerCase(java.util.Locale.ROOT).equals(url) ? url : lowerHex(url),
            url.replace("+", "%20"),
            json,
            json.replace("/", "\\/"),
            ascii(json),
            secret.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;"))) {
      assertThat(options.withoutSecrets("said " + form + ", no")).isEqualTo("said ********, no");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "use", "user:", "\0user\0"})
  void masksSecretInBase64WithAnyPrefix(String before) {
    for (String secret : List.of("s3cret", "longer secret", "ÿÿÿ>>>???ÿÿ")) {
      Options options = Options.of(ALL, Map.of("password", secret));
      byte[] bytes = (before + secret + "after").getBytes(UTF_8);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String shown = options.withoutSecrets("Basic " + encoder.encodeToString(bytes));
        assertThat(shown).contains("********").doesNotContain(encoder.encodeToString(bytes));
      }
    }
  }

  @Test
  void masksShortPasswordsInBasicCredentials() {
    Map<String, String> options = Map.of("username", "joe", "password", "abc");
    String login = Base64.getEncoder().encodeToString("joe:abc".getBytes(UTF_8));
    assertThat(masked(options, "Basic " + login)).isEqualTo("Basic ********==");
  }

  @ParameterizedTest
  @CsvSource({
    "pass, passing again, passing again",
    "pass, bypass, bypass",
    "pass, 'login pass: no', 'login ********: no'",
    "pass, 'user%3Apass%40', 'user%3A********%40'",
    "pass, 'a\\npass', 'a\\n********'",
    "abc, abc, abc",
    "12345678, x12345678y, x********y",
  })
  void masksShortSecretsOnlyAsWholeWords(String secret, String text, String shown) {
    assertThat(masked(Map.of("password", secret), text)).isEqualTo(shown);
  }

  @Test
  void masksNumbersAliasedOptionsAndEachLine() {
    assertThat(masked(Map.of("password", 123456), "said 123456")).isEqualTo("said ********");
    assertThat(masked(Map.of("pass", "abcdefgh"), "abcdefgh")).isEqualTo("********");
    String key = "-----BEGIN KEY-----\r\nMIIEvQIBADANBg\r\n  kqhkiG9w0BAQ  \r\n";
    assertThat(masked(Map.of("password", key), "x MIIEvQIBADANBg kqhkiG9w0BAQ"))
        .isEqualTo("x ******** ********");
  }

  @Test
  void masksHeadersAndTheirTokens() {
    Map<String, ?> options = Map.of("headers", Map.of("Authorization", "Bearer abcd-efgh"));
    assertThat(masked(options, "Authorization: Bearer abcd-efgh; bad token abcd-efgh"))
        .isEqualTo("Authorization: ********; bad token ********");
  }

  @Test
  void masksSecretUrlsWithTheirPathsAndTokens() {
    Map<String, ?> options =
        Map.of("password", "https://hooks.example.com/services/T0123/0123456789abcdefgh?k=v");
    assertThat(
            masked(options, "no https://hooks.example.com/services/T0123/0123456789abcdefgh?k=v"))
        .isEqualTo("no ********");
    assertThat(masked(options, "POST /services/T0123/0123456789abcdefgh?k=v failed"))
        .isEqualTo("POST ******** failed");
    assertThat(masked(options, "no 0123456789abcdefgh at hooks.example.com"))
        .isEqualTo("no ******** at hooks.example.com");
  }

  @Test
  void masksPasswordsInUrlsOfOtherOptions() {
    Map<String, ?> options =
        Map.of(
            "path", "https://joe:a%2Fb@example.com/x", "command", List.of("get", "ftp://x:yyyy@z"));
    assertThat(masked(options, "https://joe:a%2Fb@example.com/x"))
        .isEqualTo("https://********@example.com/x");
    assertThat(masked(options, "not a/b, not yyyy, but joe"))
        .contains("not yyyy".replace("yyyy", Options.MASK));
    assertThat(masked(options, "example.com/x of joe")).isEqualTo("example.com/x of joe");
  }

  @Test
  void masksResolvedReferencesExceptHostNames() {
    AtomicReference<String> now = new AtomicReference<>("first-one");
    Options options =
        Options.of(
                ALL,
                Map.of(
                    "hostname", "${env:H}", "path", "/x?k=${env:K}&l=${file:L}", "username", "joe"))
            .resolvedBy(
                text ->
                    switch (text) {
                      case "${env:H}" -> "www.example.com";
                      case "${env:K}" -> now.get();
                      default -> "second-one";
                    });
    assertThat(options.get(HOST)).isEqualTo("www.example.com");
    assertThat(options.get(PATH)).isEqualTo("/x?k=first-one&l=second-one");
    String said = "www.example.com said joe first-one second-one third-one";
    assertThat(options.withoutSecrets(said))
        .isEqualTo("www.example.com said joe ******** ******** third-one");
    now.set("third-one"); // a file changes
    options.get(PATH);
    assertThat(options.withoutSecrets(said))
        .isEqualTo("www.example.com said joe first-one ******** ********");
  }

  @Test
  void masksSecretsOfAnyLength() {
    String secret = "0123456789-".repeat(6_000);
    assertThat(masked(Map.of("password", secret), "x " + secret + " y").replace("*", ""))
        .isEqualTo("x  y");
  }

  @Test
  void leavesTextUnchangedWithoutSecrets() {
    String text = "connection refused";
    assertThat(masked(Map.of("hostname", "refused", "path", "/refused"), text)).isSameAs(text);
    assertThat(masked(Map.of("password", ""), text)).isEqualTo(text);
  }

  private static String lowerHex(String url) {
    StringBuilder lower = new StringBuilder(url);
    for (int i = lower.indexOf("%"); i >= 0; i = lower.indexOf("%", i + 1)) {
      String hex = lower.substring(i, i + 3);
      lower.replace(i, i + 3, hex.toLowerCase(java.util.Locale.ROOT));
    }
    return lower.toString();
  }

  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    json.chars().forEach(c -> ascii.append(c < 128 ? "" + (char) c : String.format("\\u%04X", c)));
    return ascii.toString();
  }
}
