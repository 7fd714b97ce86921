package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {

  private final Proxies proxies = Proxies.of(List.of("10.0.0.1", "2001:db8::1", "no address"));

  @Test
  void believesNobodyElse() {
    Request request = proxies.clientOf(request("192.0.2.7", "198.51.100.1", "https"));

    assertThat(request.address()).isEqualTo("192.0.2.7");
    assertThat(request.isSecure()).isFalse();
  }

  @Test
  void takesTheLastAddressThatIsNotOneOfThem() {
    assertThat(client("10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(client("10.0.0.1", "203.0.113.9, 198.51.100.1 , 2001:DB8:0::1"))
        .isEqualTo("198.51.100.1");
    assertThat(client("2001:db8:0:0:0:0:0:1", "[2001:db8::5]:443"))
        .isEqualTo("2001:db8:0:0:0:0:0:5");
    assertThat(client("10.0.0.1", "198.51.100.1:5555")).isEqualTo("198.51.100.1");
  }

  @Test
  void staysWithTheProxyWhenItTellsNonsense() {
    assertThat(client("10.0.0.1", "198.51.100.1, unknown")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1", "")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1", "localhost")).isEqualTo("10.0.0.1");
  }

  @Test
  void learnsWhetherTheClientCameEncrypted() {
    assertThat(proxies.clientOf(request("10.0.0.1", "198.51.100.1", "https")).isSecure()).isTrue();
    assertThat(proxies.clientOf(request("10.0.0.1", "198.51.100.1", "http")).isSecure()).isFalse();
    Request tls = Request.get("/").from("10.0.0.1", true);
    assertThat(proxies.clientOf(tls).isSecure()).isTrue();
  }

  private String client(String peer, String forwarded) {
    return proxies.clientOf(request(peer, forwarded, "http")).address();
  }

  private static Request request(String peer, String forwarded, String scheme) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Forwarded-For", forwarded);
    headers.put("X-Forwarded-Proto", scheme);
    return Request.of("GET", "/", headers, new byte[0]).from(peer, false);
  }
}
