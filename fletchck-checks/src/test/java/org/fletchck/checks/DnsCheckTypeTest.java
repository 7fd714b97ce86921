package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new DnsCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of();
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "the system's resolvers");
    all.put("port", "53");
    all.put("timeout", "5");
    all.put("reqName", "org");
    all.put("reqType", "SOA");
    all.put("reqTcp", "false");
    all.put("expect", "");
    return all;
  }

  @Test
  void isNetworkCheck() {
    assertThat(type().overNetwork()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "org, SOA, SOA of org",
    "., ns, NS of .",
    "Example.org., a, A of Example.org",
    "_sip._tcp.example.org, SRV, SRV of _sip._tcp.example.org",
    "b\u00fccher.example, AAAA, AAAA of xn--bcher-kva.example",
    "192.0.2.1, PTR, PTR of 1.2.0.192.in-addr.arpa",
    "1.2.0.192.in-addr.arpa, ptr, PTR of 1.2.0.192.in-addr.arpa",
    "2001:db8::1, PTR,"
        + " PTR of 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    "example.org, DNSKEY, DNSKEY of example.org",
  })
  void buildsQuestionFromNameAndType(String name, String type, String question) {
    assertThat(made(Map.of("reqName", name, "reqType", type)).question()).hasToString(question);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X", "AXFR", "ANY", "OPT"})
  void rejectsUnsupportedRecordTypes(String type) {
    assertThat(Options.of(type().options(), Map.of("reqType", type)).problems(""))
        .singleElement()
        .satisfies(
            p -> assertThat(p.message()).startsWith("expected a record type such as A, AAAA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", "\u2028"})
  void rejectsInvalidNames(String name) {
    assertThatThrownBy(() -> made(Map.of("reqName", name)))
        .hasMessageStartingWith("expected a name such as example.org, found");
  }

  @Test
  void rejectsExpectedAddressOfWrongFamily() {
    assertThatThrownBy(() -> made(Map.of("reqType", "A", "expect", "::1")))
        .hasMessage(
            "option expect: expected an IPv4 address such as 192.0.2.1, as reqType is A,"
                + " found \"::1\"");
    assertThatThrownBy(() -> made(Map.of("reqType", "AAAA", "expect", "192.0.2.1")))
        .hasMessageContaining("expected an IPv6 address");
  }

  private DnsCheck made(Map<String, Object> raw) {
    return (DnsCheck) type().create(Options.of(type().options(), raw));
  }
}
