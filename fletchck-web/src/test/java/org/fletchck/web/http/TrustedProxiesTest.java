package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

  private final TrustedProxies proxies =
      TrustedProxies.of(List.of("10.0.0.1", "2001:db8::1", "no address"), new HostNames());

  @Test
  void ignoresForwardedHeadersFromUntrustedPeers() {
    Request request = proxies.clientOf(request("192.0.2.7", "198.51.100.1", "https"));

    assertThat(request.address()).isEqualTo("192.0.2.7");
    assertThat(request.isSecure()).isFalse();
  }

  @Test
  void usesLastUntrustedForwardedAddress() {
    assertThat(client("10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(client("10.0.0.1", "203.0.113.9, 198.51.100.1 , 2001:DB8:0::1"))
        .isEqualTo("198.51.100.1");
    assertThat(client("2001:db8:0:0:0:0:0:1", "[2001:db8::5]:443"))
        .isEqualTo("2001:db8:0:0:0:0:0:5");
    assertThat(client("10.0.0.1", "198.51.100.1:5555")).isEqualTo("198.51.100.1");
  }

  @Test
  void usesProxyAddressWhenForwardedForIsInvalid() {
    assertThat(client("10.0.0.1", "198.51.100.1, unknown")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1", "")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1", "localhost")).isEqualTo("10.0.0.1");
  }

  @Test
  void detectsTlsFromForwardedProto() {
    assertThat(proxies.clientOf(request("10.0.0.1", "198.51.100.1", "https")).isSecure()).isTrue();
    assertThat(proxies.clientOf(request("10.0.0.1", "198.51.100.1", "http")).isSecure()).isFalse();
    Request tls = Request.get("/").from("10.0.0.1", true);
    assertThat(proxies.clientOf(tls).isSecure()).isTrue();
  }

  @Test
  void trustsNetworks() {
    TrustedProxies networks =
        TrustedProxies.of(
            List.of("10.0.0.0/8", "192.0.2.128/25", "2001:db8::/33"), new HostNames());

    assertThat(List.of("10.0.0.0", "10.255.255.255", "192.0.2.128", "192.0.2.255"))
        .allMatch(networks::areTrustedAt);
    assertThat(networks.areTrustedAt("2001:db8:7fff:0:0:0:0:1")).isTrue();
    assertThat(List.of("11.0.0.0", "9.255.255.255", "192.0.2.127", "2001:db8:8000::1", "::a00:1"))
        .noneMatch(networks::areTrustedAt);
  }

  @Test
  void trustsPrivateNetworksIfConfigured() {
    TrustedProxies networks = TrustedProxies.of(List.of("private"), new HostNames());

    assertThat(List.of("10.1.2.3", "172.31.0.1", "192.168.1.1", "127.0.0.1", "fd00::1", "fe80::1"))
        .allMatch(networks::areTrustedAt);
    assertThat(List.of("172.32.0.1", "192.169.0.1", "8.8.8.8", "2001:db8::1"))
        .noneMatch(networks::areTrustedAt);
  }

  @Test
  void trustsHostNamesByLastResolvedAddresses() throws Exception {
    AtomicReference<String> address = new AtomicReference<>("10.0.0.7");
    HostNames names =
        new HostNames(
            name -> {
              if (address.get().isEmpty()) {
                throw new UnknownHostException(name);
              }
              return new InetAddress[] {InetAddress.getByName(address.get())};
            });
    TrustedProxies named = TrustedProxies.of(List.of("proxy.lan"), names);

    assertThat(named.isEmpty()).isFalse();
    assertThat(named.areTrustedAt("10.0.0.7")).as("before it is looked up").isFalse();
    names.refresh(named.names());
    assertThat(named.areTrustedAt("10.0.0.7")).isTrue();
    address.set("");
    names.refresh(named.names());
    assertThat(named.areTrustedAt("10.0.0.7")).as("while names can't be resolved").isTrue();
    address.set("10.0.0.8");
    names.refresh(named.names());
    assertThat(named.areTrustedAt("10.0.0.7")).isFalse();
    assertThat(named.areTrustedAt("10.0.0.8")).isTrue();
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
