package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places that can't be reached in a test: names, ports and schemes. */
class HttpUrlTest {

  private static final HttpUrl HERE =
      new HttpUrl(new UrlOrigin(true, new Endpoint("example.org", 443)), "/a/b?c");

  @ParameterizedTest
  @CsvSource({
    "http://my_app.test/x, http://my_app.test",
    "//my_app.test:8443, https://my_app.test:8443",
    "HTTPS:other.test, https://example.org",
    "http:other.test, http://other.test",
    "Http:\\\\OTHER.test., http://other.test.",
    "//m\u00fcnchen.test, https://xn--mnchen-3ya.test",
    "//m%C3%BCnchen.test, https://xn--mnchen-3ya.test",
    "http://other.test:443/, http://other.test:443",
    "https://other.test:443/, https://other.test",
    "https://other.test:/, https://other.test",
    "https://other.test:0008/, https://other.test:8",
    "https://[2001:DB8::1]:8/, https://[2001:db8::1]:8",
    "https://joe:pass@other.test/, https://other.test",
    "//other.test/a@b, https://other.test",
    "'\u0001 //ot\ther.test ', https://other.test",
  })
  void readsHostAndPortAsBrowsersDo(String location, String origin) throws IOException {
    byte[] sent = location.getBytes(StandardCharsets.UTF_8);
    HttpUrl to = HERE.resolve(new String(sent, StandardCharsets.ISO_8859_1));
    assertThat(to.origin()).hasToString(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "#part, /a/b?c",
    "?, /a/b?",
    "?d#e, /a/b?d",
    "'d;e=\"f\u00a0', /a/d;e=%22f%A0",
    "/d'e?f'g, /d'e?f%27g",
    "..%2fd, /a/..%2fd",
  })
  void readsThePathAsBrowsersDo(String location, String path) throws IOException {
    assertThat(HERE.resolve(location).path()).isEqualTo(path);
  }
}
