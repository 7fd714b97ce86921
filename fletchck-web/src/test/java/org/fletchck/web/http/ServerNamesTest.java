package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNamesTest {

  private final ServerNames hosts =
      ServerNames.of(
          List.of("Monitor.lan", "*.example.org"),
          List.of("https://Mon.example.com:8443/x", "https://second.example.com"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "a.localhost",
        "127.0.0.1:1",
        "[::1]:8443",
        "192.0.2.1",
        "[2001:db8::1]",
        "monitor.lan",
        "MONITOR.LAN.:99",
        "one.example.org",
        "mon.example.com"
      })
  void acceptsOwnHostNames(String host) {
    assertThat(hosts.areMeantBy(request("Host", host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "example.org",
        "a.b.example.org",
        "xlocalhost",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "999.0.0.1",
        "monitor.lan:80:80",
        "monitor.lan/x",
        "[evil]",
        "[::1",
        "user@monitor.lan"
      })
  void rejectsOtherHostNames(String host) {
    assertThat(hosts.areMeantBy(request("Host", host))).isFalse();
  }

  @Test
  void requiresMatchingOriginSchemeOverTls() {
    Request plain =
        Request.of("POST", "/", Map.of("Host", "a:1", "Origin", "http://a:1"), new byte[0]);

    assertThat(hosts.areOriginOf(plain)).isTrue();
    assertThat(hosts.areOriginOf(plain.from("127.0.0.1", true))).isFalse();
    assertThat(hosts.areOriginOf(request("Origin", "https://mon.example.com:8443"))).isTrue();
    assertThat(hosts.areOriginOf(request("Origin", "http://mon.example.com:8443"))).isFalse();
    assertThat(hosts.areOriginOf(request("Origin", "https://mon.example.com"))).isFalse();
  }

  @Test
  void ignoresInvalidConfiguredUrl() {
    ServerNames none = ServerNames.of(List.of(), List.of("not an address"));

    assertThat(none.areMeantBy(request("Host", "not"))).isFalse();
    assertThat(none.areOriginOf(request("Origin", ""))).isFalse();
  }

  private static Request request(String header, String value) {
    return Request.of("POST", "/", Map.of(header, value), new byte[0]);
  }
}
