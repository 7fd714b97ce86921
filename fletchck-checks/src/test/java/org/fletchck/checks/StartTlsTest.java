package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of servers that begin without TLS. */
class StartTlsTest {

  private static final Identity LOCALHOST = Pki.TRUSTED.issue(Validity.days(30, 60), "localhost");

  private static Ran ask(String starttls, TestServer.Handler handler) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      return Ran.check(
          new CertCheckType(Pki.TRUSTED::judge),
          Map.of("hostname", "localhost", "port", server.port(), "starttls", starttls));
    }
  }

  /** Sends the first text, and each other one after a line of the client, then begins TLS. */
  private static TestServer.Handler lines(String... answers) {
    return talk -> {
      talk.send(answers[0]);
      for (int i = 1; i < answers.length; i += 2) {
        assertThat(talk.line()).isEqualTo(answers[i]);
        talk.send(answers[i + 1]);
      }
      talk.secure(LOCALHOST);
    };
  }

  private static TestServer.Handler bytes(String wanted, String answer) {
    return talk -> {
      assertThat(HexFormat.of().formatHex(talk.read(wanted.length() / 2))).isEqualTo(wanted);
      talk.send(HexFormat.of().parseHex(answer));
      talk.secure(LOCALHOST);
    };
  }

  private static void assertPasses(Ran ran) {
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).contains("59 days");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "starttls", "tls", "total");
  }

  @Test
  void speaksSmtp() throws IOException {
    assertPasses(
        ask(
            "smtp",
            lines(
                "220-mail.example\r\n220 ESMTP\r\n",
                "EHLO [127.0.0.1]",
                "250-mail.example\r\n250-STARTTLS\r\n250 PIPELINING\r\n",
                "STARTTLS",
                "220 go ahead\r\n")));
  }

  @Test
  void speaksImap() throws IOException {
    assertPasses(
        ask(
            "imap",
            lines(
                "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n",
                "A1 STARTTLS",
                "* CAPABILITY IMAP4rev1\r\nA1 ok begin\r\n")));
  }

  @Test
  void speaksPop3() throws IOException {
    assertPasses(ask("pop3", lines("+OK ready\r\n", "STLS", "+OK begin\r\n")));
  }

  @Test
  void speaksFtp() throws IOException {
    assertPasses(
        ask("ftp", lines("220-Welcome\r\n to 230 files\r\n220 x\r\n", "AUTH TLS", "234 go\r\n")));
  }

  @Test
  void waitsForFtpServerThatIsNotYetReady() throws IOException {
    assertPasses(
        ask("ftp", lines("120-soon\r\n120 in 2 minutes\r\n220 now\r\n", "AUTH TLS", "234 go\r\n")));
    assertThat(ask("ftp", talk -> talk.send("120 soon\r\n")).reason())
        .startsWith(
            "the server closed the connection, while waiting for the greeting that follows 120 soon"
                + " from localhost port ");
    assertThat(ask("ftp", lines("120 soon\r\n421 too many\r\n", "", "")).reason())
        .isEqualTo("the server refused connections: 421 too many");
  }

  @Test
  void acceptsFtpReply334ToAuthTls() throws IOException {
    assertPasses(ask("ftp", lines("220 x\r\n", "AUTH TLS", "334 ADAT=\r\n")));
  }

  private static final String LDAP_REQUEST =
      "301d020101771880" + "16312e332e362e312e342e312e313436362e3230303337";

  @ParameterizedTest
  @CsvSource({
    "300c02010178070a010004000400", // as OpenLDAP answers
    "308400000010020101788400000007" + "0a010004000400", // long lengths, as Active Directory
    "3024020101781f0a010004000400"
        + "8a16312e332e362e312e342e312e313436362e3230303337", // with the name of the answer
  })
  void speaksLdap(String answer) throws IOException {
    assertPasses(ask("ldap", bytes(LDAP_REQUEST, answer)));
  }

  @Test
  void speaksPostgres() throws IOException {
    assertPasses(ask("postgres", bytes("0000000804d2162f", "53")));
  }

  @ParameterizedTest
  @CsvSource({
    "smtp, '554 go away\r\n', the server refused connections: 554 go away",
    "smtp, '220-x\r\n554 go away\r\n', the server refused connections: 554 go away",
    "imap, '* BYE full\r\n', the server refused connections: * BYE full",
    "imap, '* PREAUTH you\r\n', 'the server logged in without TLS,"
        + " so TLS can no longer be started: * PREAUTH you'",
    "pop3, '-ERR locked\r\n', the server refused connections: -ERR locked",
    "ftp, '421 full\r\n', the server refused connections: 421 full",
    "ftp, '220-x\r\n421 full\r\n', the server refused connections: 421 full",
    "smtp, 'SSH-2.0-x\u0007\r\n', the server doesn't speak SMTP: it sent \"SSH-2.0-x?\"",
    "imap, '+OK x\r\n', the server doesn't speak IMAP: it sent \"+OK x\"",
    "pop3, '* OK x\r\n', the server doesn't speak POP3: it sent \"* OK x\"",
    "ftp, '+OK x\r\n', the server doesn't speak FTP: it sent \"+OK x\"",
  })
  void reportsRefusingOrUnexpectedGreeting(String starttls, String greeting, String reason)
      throws IOException {
    assertThat(ask(starttls, lines(greeting, "", "")).reason()).isEqualTo(reason);
  }

  @Test
  void reportsRefusedStartTls() throws IOException {
    assertThat(
            ask(
                    "smtp",
                    lines(
                        "220 x\r\n", "EHLO [127.0.0.1]", "250 x\r\n", "STARTTLS", "454 no key\r\n"))
                .reason())
        .isEqualTo("the server refused STARTTLS: 454 no key");
    assertThat(ask("imap", lines("* OK x\r\n", "A1 STARTTLS", "A1 BAD what\r\n")).reason())
        .isEqualTo("the server refused STARTTLS: A1 BAD what");
    assertThat(ask("imap", lines("* OK x\r\n", "A1 STARTTLS", "* BYE now\r\n")).reason())
        .isEqualTo("the server refused STARTTLS: * BYE now");
    assertThat(ask("pop3", lines("+OK x\r\n", "STLS", "-err no key\r\n")).reason())
        .isEqualTo("the server refused STLS: -err no key");
    assertThat(ask("ftp", lines("220 x\r\n", "AUTH TLS", "530 log in first\r\n")).reason())
        .isEqualTo("the server refused AUTH TLS: 530 log in first");
    assertThat(ask("postgres", bytes("0000000804d2162f", "4e")).reason())
        .isEqualTo("the server doesn't start TLS: it is configured without");
    assertThat(ask("ldap", bytes(LDAP_REQUEST, "300f020101780a0a013404000403" + "6e6f21")).reason())
        .isEqualTo("the server doesn't start TLS: LDAP result 52 no!");
  }

  @ParameterizedTest
  @CsvSource({
    "485454502f312e31",
    "3003020101",
    "30850000000001",
    "30847fffffff",
    "300602010178000a"
  })
  void reportsServerThatDoesNotSpeakLdap(String answer) throws IOException {
    assertThat(ask("ldap", bytes(LDAP_REQUEST, answer)).reason())
        .isEqualTo("the server doesn't speak LDAP on this port");
  }

  @ParameterizedTest
  @CsvSource({"smtp", "imap", "pop3", "ldap", "ftp", "postgres"})
  void reportsCloseBeforeTls(String starttls) throws IOException {
    assertThat(ask(starttls, talk -> {}).reason())
        .matches(
            "the server (closed|reset) the connection,"
                + " while waiting for the (greeting|answer to \\w+) from localhost port \\d+");
  }

  @ParameterizedTest
  @CsvSource({"smtp", "imap", "pop3"})
  void limitsDataReadBeforeTls(String starttls) throws IOException {
    assertThat(ask(starttls, talk -> talk.send("2".repeat(1 << 20))).reason())
        .isEqualTo("the server sends more than 64 KiB");
  }

  @Test
  void failsOnPlainTextSentAfterStartTls() throws IOException {
    assertThat(ask("pop3", lines("+OK x\r\n", "STLS", "+OK x\r\n+OK injected\r\n")).reason())
        .isEqualTo("the server sent more in plain text where TLS should start: \"+OK injected\"");
    assertThat(ask("postgres", bytes("0000000804d2162f", "534e")).reason())
        .isEqualTo("the server sent more in plain text where TLS should start: \"N\"");
  }
}
