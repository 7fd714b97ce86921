package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.fletchck.spi.Action;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MailServerFailureTest {

  private static final Map<String, Object> PLAIN = Map.of("tls", "none");
  private static final Map<String, Object> STARTTLS = Map.of("tls", "starttls");
  private static final Map<String, Object> LOGIN =
      Map.of("tls", "none", "username", "monitor", "password", "s3cret!");

  private static TestCertificate localhost;
  private static TestCertificate elsewhere;

  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(30));

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    localhost = TestCertificate.make(folder.resolve("a.p12"), "dns:localhost,ip:127.0.0.1");
    elsewhere = TestCertificate.make(folder.resolve("b.p12"), "dns:mail.example.org");
  }

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, 554 5.3.2 not for you",
    "MAIL FROM, 550 5.7.1 sender refused",
    "DATA, 554 5.5.0 no",
    "., 552 5.3.4 too big"
  })
  void treats5xxReplyAsPermanentRefusal(String command, String answer) throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of(command, answer))) {
      assertThat(failure(server, PLAIN))
          .isInstanceOf(RefusedException.class)
          .hasMessage("localhost:" + server.port() + " said: " + answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, 421 4.3.2 later",
    "RCPT TO, 451 4.7.1 greylisted",
    "., 451 4.3.0 later",
    "EHLO, 421 4.3.2 shutting down"
  })
  void treats4xxReplyAsTemporaryFailure(String command, String answer) throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of(command, answer, "HELO", answer))) {
      assertThat(failure(server, PLAIN))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining(answer);
    }
  }

  @Test
  void doesNotResendToDeliveredRecipientsWhenOthersAreRefused() throws Exception {
    try (ScriptedSmtp server =
        ScriptedSmtp.start(Map.of("RCPT TO:<info@", "550 5.1.1 no such user"))) {
      assertThat(failure(server, PLAIN))
          .isInstanceOf(RefusedException.class)
          .hasMessageEndingWith(" said: 550 5.1.1 no such user (for info@place.com)");
      assertThat(context.done("admin@place.com")).isTrue();
      assertThat(context.done("info@place.com")).isFalse();
    }
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of())) {
      assertThat(failure(server, PLAIN)).isNull();
      assertThat(server.commands)
          .contains("RCPT TO:<info@place.com>")
          .doesNotContain("RCPT TO:<admin@place.com>");
    }
  }

  @Test
  void canRetryWhenOneRecipientIsDeferredAndAnotherRefused() throws Exception {
    Map<String, String> script =
        new TreeMap<>(Map.of("RCPT TO:<admin@", "450 4.2.1 busy", "RCPT TO:<info@", "550 no"));
    try (ScriptedSmtp server = ScriptedSmtp.start(script)) {
      assertThat(failure(server, PLAIN))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("450 4.2.1 busy (for admin@place.com)")
          .hasMessageContaining("550 no (for info@place.com)");
    }
  }

  @Test
  void treatsFailedLoginAsRefusalWithoutRevealingPassword() throws Exception {
    try (ScriptedSmtp server =
        ScriptedSmtp.start(
            Map.of("AUTH", "535 5.7.8 wrong: s3cret! AG1vbml0b3IAczNjcmV0IQ== czNjcmV0IQ=="))) {
      assertThat(failure(server, LOGIN))
          .isInstanceOf(RefusedException.class)
          .hasMessage(
              "localhost:"
                  + server.port()
                  + " said: 535 5.7.8 wrong: ******** ******** ******** (to the login of monitor)")
          .hasNoCause();
      assertThat(server.commands).contains("AUTH PLAIN AG1vbml0b3IAczNjcmV0IQ==");
    }
  }

  @Test
  void sendsNothingWhenTheServerOffersNoLogin() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of("EHLO", "250 test"))) {
      assertThat(failure(server, LOGIN)).hasMessageContaining("it doesn't offer a login; set tls");
      assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL") || c.startsWith("AUTH"));
    }
  }

  @Test
  void logsInWithCramMd5WhenNothingElseIsOffered() throws Exception {
    Map<String, String> script =
        Map.of(
            "EHLO", "250-test\r\n250 AUTH CRAM-MD5 NTLM",
            "AUTH", "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
            "dGltI", "235 welcome");
    try (ScriptedSmtp server = ScriptedSmtp.start(script)) {
      Map<String, Object> login =
          Map.of("tls", "none", "username", "tim", "password", "tanstaaftanstaaf");
      assertThat(failure(server, login)).isNull();
      assertThat(server.commands) // the example of RFC 2195
          .contains("AUTH CRAM-MD5", "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw", "DATA");
    }
  }

  @Test
  void logsInWithAuthLogin() throws Exception {
    Map<String, String> script =
        Map.of(
            "EHLO", "250-test\r\n250 auth login",
            "AUTH", "334 VXNlcm5hbWU6",
            "bW9u", "334 UGFzc3dvcmQ6",
            "czNj", "235 welcome");
    try (ScriptedSmtp server = ScriptedSmtp.start(script)) {
      assertThat(failure(server, LOGIN)).isNull();
      assertThat(server.commands)
          .containsSubsequence("AUTH LOGIN", "bW9uaXRvcg==", "czNjcmV0IQ==", "DATA");
    }
  }

  @ParameterizedTest
  @CsvSource({"334 !!!, CRAM-MD5 challenge can't be decoded", "535 no, 535 no"})
  void reportsWhyCramMd5LoginFailed(String answer, String reason) throws Exception {
    Map<String, String> script = Map.of("EHLO", "250-test\r\n250 AUTH CRAM-MD5", "AUTH", answer);
    try (ScriptedSmtp server = ScriptedSmtp.start(script)) {
      assertThat(failure(server, LOGIN)).hasMessageContaining(reason);
      assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL"));
    }
  }

  @Test
  void reportsOfferedMechanismsWhenNoneIsSupported() throws Exception {
    Map<String, String> script = Map.of("EHLO", "250-test\r\n250 AUTH NTLM GSSAPI XOAUTH2");
    try (ScriptedSmtp server = ScriptedSmtp.start(script)) {
      assertThat(failure(server, LOGIN))
          .hasMessageEndingWith(
              "it offers login by NTLM, GSSAPI, XOAUTH2, but not by PLAIN, LOGIN or CRAM-MD5");
      assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL") || c.startsWith("AUTH"));
    }
  }

  @Test
  void sendsToNonAsciiAddressIfServerSupportsSmtpUtf8() throws Exception {
    Map<String, Object> options =
        Map.of("tls", "none", "recipients", List.of("jörg@place.com", "admin@place.com"));
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of("EHLO", "250-test\r\n250 SMTPUTF8"))) {
      assertThat(failure(server, options)).isNull();
      assertThat(server.commands)
          .containsSubsequence(
              "MAIL FROM:<monitor@place.com>",
              "RCPT TO:<admin@place.com>",
              "MAIL FROM:<monitor@place.com> SMTPUTF8",
              "RCPT TO:<jörg@place.com>");
    }
  }

  @Test
  void refusesOnlyNonAsciiAddressWithoutSmtpUtf8() throws Exception {
    Map<String, Object> options =
        Map.of("tls", "none", "recipients", List.of("jörg@place.com", "admin@place.com"));
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of())) {
      assertThat(failure(server, options))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("doesn't offer SMTPUTF8")
          .hasMessageEndingWith(": jörg@place.com");
      assertThat(context.done("admin@place.com")).isTrue();
      assertThat(server.commands).filteredOn(c -> c.startsWith("RCPT")).hasSize(1);
    }
  }

  @Test
  void logsInOnlyWithBothUsernameAndPassword() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of())) {
      assertThat(failure(server, Map.of("tls", "none", "username", "monitor"))).isNull();
      assertThat(server.commands)
          .anyMatch(c -> c.startsWith("MAIL"))
          .noneMatch(c -> c.startsWith("AUTH"));
    }
  }

  @Test
  void sendsNothingWhenStarttlsIsUnavailable() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of())) {
      assertThat(failure(server, STARTTLS)).hasMessageContaining("it doesn't offer STARTTLS");
      assertThat(server.commands).hasSize(1);
    }
    try (ScriptedSmtp server =
        ScriptedSmtp.start(Map.of("STARTTLS", "454 not now"), localhost.tls())) {
      assertThat(failure(server, STARTTLS)).hasMessageContaining("454 not now");
      assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL"));
    }
  }

  @Test
  void encryptsWithStarttls() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of(), localhost.tls())) {
      assertThat(failure(server, STARTTLS)).isNull();
      assertThat(server.commands)
          .startsWith("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]")
          .contains("DATA");
    }
  }

  @Test
  void rejectsUntrustedCertificate() throws Exception {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of(), localhost.tls())) {
      assertThat(failure(server, STARTTLS, usual))
          .hasMessageContaining("its certificate can't be trusted: ");
      assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL"));
    }
  }

  @Test
  void rejectsCertificateForAnotherHost() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of(), elsewhere.tls())) {
      assertThat(failure(server, STARTTLS, elsewhere.trusting()))
          .hasMessageContaining("its certificate can't be trusted: ")
          .hasMessageContaining("localhost");
      assertThat(server.commands).noneMatch(c -> c.startsWith("MAIL"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, silence",
    "greeting, trickle",
    "EHLO, trickle",
    "AUTH, trickle",
    "AUTH, silence",
    "RCPT, trickle",
    "., silence",
    "., trickle"
  })
  void abortsDialogueAtDeadline(String command, String answer) throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of(command, answer));
        TestContext hurried = TestContext.withTimeout(Duration.ofMillis(300))) {
      assertThat(catchThrowable(() -> send(server.port(), LOGIN, localhost.trusting(), hurried)))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage(
              "localhost:" + server.port() + " didn't accept the mail within the time limit");
    }
  }

  @Test
  void abortsHandshakeAtDeadline() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of("greeting", "silence"));
        TestContext hurried = TestContext.withTimeout(Duration.ofMillis(300))) {
      assertThat(catchThrowable(() -> send(server.port(), Map.of(), localhost.trusting(), hurried)))
          .hasMessageEndingWith("didn't accept the mail within the time limit");
    }
  }

  @Test
  void limitsAmountOfDataRead() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of("EHLO", "flood"))) {
      assertThat(failure(server, PLAIN)).hasMessageContaining("sent more than 1048576 bytes");
    }
  }

  @Test
  void reportsThatServerClosedConnection() throws Exception {
    try (ScriptedSmtp server = ScriptedSmtp.start(Map.of("MAIL", "hang up"))) {
      assertThat(failure(server, PLAIN))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("closed the connection");
    }
  }

  @Test
  void reportsAddressWhenNothingListens() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThat(catchThrowable(() -> send(port, PLAIN, localhost.trusting(), context)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("localhost:" + port + ": connecting to ");
  }

  private Throwable failure(ScriptedSmtp server, Map<String, Object> options) {
    return failure(server, options, localhost.trusting());
  }

  private Throwable failure(
      ScriptedSmtp server, Map<String, Object> options, SSLSocketFactory trust) {
    return catchThrowable(() -> send(server.port(), options, trust, context));
  }

  private static void send(
      int port, Map<String, Object> options, SSLSocketFactory trust, TestContext context)
      throws Exception {
    Map<String, Object> all = new TreeMap<>(options);
    all.put("hostname", "localhost");
    all.put("port", port);
    all.put("sender", "monitor@place.com");
    all.putIfAbsent("recipients", List.of("admin@place.com", "info@place.com"));
    EmailActionType type = new EmailActionType(() -> trust);
    Action action = type.create(Options.of(type.options(), all));
    action.send(SampleNotifications.gatewayFails(), context);
  }
}
