package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshCheckTypeTest extends CheckTypeContract {

  private static final String USUAL = "curve25519-sha256";
  private static final String ED25519 = "ssh-ed25519";
  private static final String CIPHER = "aes128-ctr";

  @Override
  CheckType type() {
    return new SshCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "localhost");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "");
    all.put("port", "22");
    all.put("timeout", "5");
    all.put("hostkey", "the first one seen");
    return all;
  }

  private Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      Map<String, Object> all = Ran.map(options);
      all.put("hostname", "127.0.0.1");
      all.put("port", server.port());
      return Ran.check(type(), all);
    }
  }

  private static TestServer.Handler saying(String text) {
    return talk -> {
      talk.line();
      talk.send(text);
    };
  }

  /** Proposes these algorithms, and takes what the client sends. */
  private static TestServer.Handler proposing(String exchange, String hostKey, String cipher) {
    return talk -> {
      talk.send(SshScript.IDENTIFICATION);
      talk.send(SshScript.proposal(exchange, hostKey, cipher));
      talk.readAll();
    };
  }

  @Test
  void rejectsInvalidHostKeyWithExample() {
    Map<String, Object> raw = Map.of("hostname", "localhost", "hostkey", "SHA256:abc");
    assertThat(Options.of(type().options(), raw).problems("").stream().map(Problem::message))
        .singleElement()
        .asString()
        .contains("such as ssh-ed25519 AAAA...", "found \"SHA256:abc\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n',"
        + " the server sent \"HTTP/1.1 400 Bad Request\" instead of an SSH identification",
    "'Not allowed at this time\r\n',"
        + " the server sent \"Not allowed at this time\" instead of an SSH identification",
    "'', 'the server closed the connection,"
        + " while waiting for the SSH identification from HOST'",
    "'SSH-2.0-x\r\n', 'the server closed the connection, while exchanging keys with HOST'",
    "'welcome\r\nSSH-2.0-x\r\n', 'the server closed the connection,"
        + " while exchanging keys with HOST'",
    "'SSH-1.5-old\r\n', the server doesn't speak SSH 2 but SSH-1.5-old",
  })
  void distinguishesCausesOfFailure(String said, String reason) throws IOException {
    Ran ran = ask(saying(said));
    assertThat(ran.passed()).isFalse();
    assertThat(ran.reason().replaceFirst("127.0.0.1 port \\d+", "HOST").replace("reset", "closed"))
        .isEqualTo(reason);
    assertThat(ran.result().trustFailure()).isEmpty();
  }

  @Test
  void failsWhenConnectionIsRefused() throws IOException {
    Ran ran = Ran.check(type(), "hostname", "127.0.0.1", "port", Daemon.freePort());
    assertThat(ran.reason()).startsWith("connection refused by 127.0.0.1 port");
  }

  @Test
  void failsWhenTheServerClosesAtOnce() throws IOException {
    assertThat(ask(talk -> {}).reason())
        .matches("the server (closed|reset) the connection, while waiting for .*");
  }

  @ParameterizedTest
  @CsvSource({
    "sntrup, ssh-ed25519, aes128-ctr, no common key exchange algorithm: the server offers sntrup",
    "'new1,new2,ext-info-s,kex-strict-s-v00@openssh.com', ssh-ed25519, aes128-ctr,"
        + " 'no common key exchange algorithm: the server offers new1, new2'",
    "curve25519-sha256, x509v3-ssh-rsa, aes128-ctr,"
        + " no common host key algorithm: the server offers x509v3-ssh-rsa",
    "curve25519-sha256, ssh-ed25519, aes9," + " no common cipher algorithm: the server offers aes9",
  })
  void reportsServerAlgorithmsWhenNoneIsCommon(
      String exchange, String hostKey, String cipher, String reason) throws IOException {
    assertThat(ask(proposing(exchange, hostKey, cipher)).reason()).isEqualTo(reason);
  }

  @Test
  void failsOnHostKeyWithExcessiveClaimedLength() throws IOException {
    byte[] key = SshScript.strings(ED25519, "");
    key[key.length - 4] = 0x7f;
    Ran ran =
        ask(
            talk -> {
              talk.send(SshScript.IDENTIFICATION);
              talk.send(SshScript.proposal(USUAL, ED25519, CIPHER));
              talk.send(SshScript.reply(key));
              talk.readAll();
            });
    assertThat(ran.reason())
        .isEqualTo(
            "the key exchange failed: the server's host key is invalid or of an unsupported type");
  }

  @Test
  void rejectsHostKeyWithoutProofOfPossession() throws IOException {
    byte[] key = SshScript.strings(ED25519, "k".repeat(32));
    Ran ran =
        ask(
            talk -> {
              talk.send(SshScript.IDENTIFICATION);
              talk.send(SshScript.proposal(USUAL, ED25519, CIPHER));
              talk.send(SshScript.reply(key));
              talk.readAll();
            });
    assertThat(ran.reason()).startsWith("the key exchange failed: ");
    assertThat(ran.result().learned()).isEmpty();
  }

  @Test
  void limitsDataBeforeAndDuringKeyExchange() throws IOException {
    assertThat(ask(saying("x".repeat(1 << 20))).reason())
        .isEqualTo("the server sends more than 8 KiB before an SSH identification");
    assertThat(ask(saying("welcome\n".repeat(1 << 17))).reason())
        .isEqualTo("the server sends more than 8 KiB before an SSH identification");
    assertThat(ask(saying("SSH-2.0-" + "x".repeat(300) + "\r\n")).reason())
        .isEqualTo("the server's SSH identification is longer than 255 bytes");
    byte[] ignored =
        SshScript.packet("\u0002\0\0\0\0".repeat(1000).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(
            ask(talk -> {
                  talk.send(SshScript.IDENTIFICATION);
                  for (int i = 0; i < 1000; i++) {
                    talk.send(ignored);
                  }
                })
                .reason())
        .isEqualTo("the server sends more than 256 KiB for a key exchange");
  }

  @Test
  void timesOutOnSilentAndTricklingServers() throws Exception {
    TestServer.Handler silent = talk -> talk.pause(60_000);
    TestServer.Handler silentLater =
        talk -> {
          talk.send(SshScript.IDENTIFICATION);
          talk.pause(60_000);
        };
    TestServer.Handler greetsSlowly =
        talk -> {
          while (talk.pause(50)) {
            talk.send("SSH-2.0-");
          }
        };
    TestServer.Handler proposesSlowly =
        talk -> {
          talk.send(SshScript.IDENTIFICATION);
          for (byte b : SshScript.proposal(USUAL, ED25519, CIPHER)) {
            talk.send(new byte[] {b});
            talk.pause(50);
          }
        };
    for (TestServer.Handler handler : List.of(silent, silentLater, greetsSlowly, proposesSlowly)) {
      Ran ran = ask(handler, "timeout", 1);
      assertThat(ran.reason())
          .matches("no answer within 1 s, while (waiting for the SSH ident|exchanging keys).*");
      ran.assertEndedAt(Duration.ofSeconds(1));
    }
    assertThatNoThreadIsLeft();
  }

  /** A thread ends a moment after its connection was closed. */
  static void assertThatNoThreadIsLeft() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 100 && isThreadLeft(); i++) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(isThreadLeft()).isFalse();
  }

  private static boolean isThreadLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("sshj"));
  }
}
