package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "Example.ORG, example.org, example.org:8443, false",
    "example.org., example.org., example.org.:8443, false",
    "a_b, a_b, a_b:8443, false",
    "m\u00fcnchen.example, xn--mnchen-3ya.example, xn--mnchen-3ya.example:8443, false",
    "192.0.2.1, 192.0.2.1, 192.0.2.1:8443, true",
    "::1, ::1, [::1]:8443, true",
    "[2001:DB8::1], 2001:db8::1, [2001:db8::1]:8443, true",
    "fe80::1%eth0, fe80::1%eth0, [fe80::1]:8443, true",
  })
  void parsesNamesAndAddresses(String given, String host, String authority, boolean address) {
    Endpoint target = Endpoint.of(given, 8443);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.authority(443)).isEqualTo(authority);
    assertThat(target.authority(8443)).isEqualTo(authority.replace(":8443", ""));
    assertThat(target.isAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "http://a", "a\r\nb", "a@b", "[]", "\u00ad\u00ad"})
  void rejectsInvalidHosts(String given) {
    assertThatThrownBy(() -> Endpoint.of(given, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a host name such as example.org or an address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"52:54:00:12:ab:56", "52-54-00-12-AB-56"})
  void rejectsMacAddressesWithExplanation(String given) {
    assertThatThrownBy(() -> Endpoint.of(given, 1))
        .hasMessage(
            "expected a host name or IP address; "
                + given
                + " is the MAC address of a network card");
  }
}
