package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a server is asked for, and what servers say to them. */
class TlsNamesTest {

  private static final Validity GOOD = Validity.days(30, 60);
  private static final byte[] WARNING = {21, 3, 3, 0, 2, 1, 112};

  private static HandshakeInfo handshake(TestServer server, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      Endpoint target = Endpoint.of(host, server.port());
      Tls tls = new Tls(Pki.TRUSTED::judge, true, true, 7);
      return tls.handshake(socket, target, Instant.now()).evidence();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_b.example", "ends-.example", "-begins.example", "_x._y.example"})
  void sendsUnusualHostNamesInSni(String host) throws IOException {
    TestServer.Handler reads =
        talk -> {
          byte[] hello = talk.read(5 + 200);
          boolean asked = new String(hello, StandardCharsets.ISO_8859_1).contains(host);
          talk.send(new byte[] {21, 3, 3, 0, 2, 2, (byte) (asked ? 46 : 80)});
        };
    try (TestServer server = TestServer.plain(reads)) {
      assertThatThrownBy(() -> handshake(server, host)).hasMessageContaining("certificate_unknown");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a_b.example, a_b.example, true",
    "a_b.example, A_B.Example, true",
    "ends-.example, ends-.example, true",
    "a_b.c.example, *.c.example, true",
    "a_b.example, *.example, false",
    "x.a_b.c.example, *.c.example, false",
    "a_b.c.example, a_*.c.example, false",
    "a_b.example, axb.example, false",
    "a_b.example, x.a_b.example, false",
  })
  void matchesUnusualHostNamesAgainstCertificate(String host, String named, boolean fits) {
    Identity identity = Pki.TRUSTED.issue(GOOD, "other.example", named);
    assertThat(CertificateFacts.isFor(host, identity.chain().get(0))).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void continuesAfterUnrecognizedNameWarning(String version) throws IOException {
    Identity identity = Pki.TRUSTED.issue(GOOD, "unknown.example");
    TestServer.Handler warns =
        talk -> {
          talk.send(WARNING);
          talk.secure(identity);
        };
    try (TestServer server =
        TestServer.plain(socket -> socket.setEnabledProtocols(new String[] {version}), warns)) {
      HandshakeInfo handshake = handshake(server, "unknown.example");
      assertThat(handshake.protocol()).isEqualTo(version);
      assertThat(handshake.distrust()).isNull();
      assertThat(handshake(server, "other.example").distrust())
          .isEqualTo("is not for other.example but for unknown.example");
    }
  }

  @Test
  void acceptsCloseWithoutCloseNotify() throws IOException {
    Identity identity = Pki.TRUSTED.issue(GOOD, "localhost");
    TestServer.Handler closesWithoutNotice = talk -> talk.secure(identity).readSome();
    try (TestServer server = TestServer.plain(closesWithoutNotice)) {
      Object[] options = {"hostname", "localhost", "port", server.port(), "probe", "x"};
      Ran ran = Ran.check(new CertCheckType(Pki.TRUSTED::judge), options);
      assertThat(ran.passed()).as(ran.reason()).isTrue();
      assertThat(ran.log()).contains("closed without an answer");
    }
  }

  @Test
  void failsWhenAServerRefusesTheName() throws IOException {
    TestServer.Handler refuses =
        talk -> {
          talk.readSome();
          talk.send(new byte[] {21, 3, 3, 0, 2, 2, 112});
        };
    try (TestServer server = TestServer.plain(refuses)) {
      assertThatThrownBy(() -> handshake(server, "a.example"))
          .hasMessageContaining("Received fatal alert: unrecognized_name");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\u0016\u0003", "\u0015", "\u0015\u0003\u0001\0\u0002\u0002p", "HTTP/1.1 400"})
  void filtersNothingButNameWarning(String sent) throws IOException {
    byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(filtered(bytes)).isEqualTo(bytes);
    byte[] warned = new byte[WARNING.length + bytes.length];
    System.arraycopy(WARNING, 0, warned, 0, WARNING.length);
    System.arraycopy(bytes, 0, warned, WARNING.length, bytes.length);
    assertThat(filtered(warned)).isEqualTo(bytes);
  }

  private static byte[] filtered(byte[] sent) throws IOException {
    NameWarningFilter filter = new NameWarningFilter(new ByteArrayInputStream(sent));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      while (true) {
        read.write(filter.read());
      }
    } catch (EOFException e) {
      return read.toByteArray();
    }
  }
}
