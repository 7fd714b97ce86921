package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailActionTypeTest {

  private final EmailActionType type = new EmailActionType();

  @ParameterizedTest
  @CsvSource({"true, 465", "implicit, 465", "starttls, 587", "false, 25", "none, 25"})
  void derivesDefaultPortFromEncryption(String tls, int port) {
    Object value = tls.equals("true") || tls.equals("false") ? Boolean.valueOf(tls) : tls;

    assertThat(server(Map.of("tls", value)).port()).isEqualTo(port);
    assertThat(server(Map.of("tls", value, "port", 2525)).port()).isEqualTo(2525);
  }

  @Test
  void usesImplicitTlsByDefault() {
    assertThat(server(Map.of()).tls()).isEqualTo(MailTls.IMPLICIT);
  }

  @Test
  void acceptsRecipientAliasWithCommaSeparatedAddresses() {
    EmailAction action =
        (EmailAction)
            type.create(options(Map.of("hostname", "mail", "recipient", "a@x.org, Bob <b@x.org>")));

    assertThat(action.recipients()).hasToString("[a@x.org, Bob <b@x.org>]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b@x.org",
        "a@x.org\r\nBcc: b@x.org",
        "@",
        "g: a@x.org;",
        "a@faß.de",
        "a@-ü.org",
        ""
      })
  void rejectsInvalidRecipients(String recipient) {
    assertThat(options(Map.of("recipients", List.of(recipient))).problems(""))
        .singleElement()
        .satisfies(problem -> assertThat(problem.isError()).isTrue())
        .extracting(Problem::message)
        .asString()
        .startsWith("expected a");
  }

  @Test
  void encodesInternationalNamesAndDomainsInAscii() {
    EmailAction action =
        (EmailAction)
            type.create(
                options(
                    Map.of(
                        "hostname", "mail.bücher.example",
                        "sender", "Wächter <w@bücher.example>",
                        "recipients", List.of("Zoë Ünal <zoe@例え.jp>", "\"B, Bob\" <b@x.org>"))));

    assertThat(action.sender()).hasToString("=?UTF-8?Q?W=C3=A4chter?= <w@xn--bcher-kva.example>");
    assertThat(action.recipients())
        .hasToString("[=?UTF-8?Q?Zo=C3=AB_=C3=9Cnal?= <zoe@xn--r8jz45g.jp>, \"B, Bob\" <b@x.org>]");
    assertThat(((MailServer) action.route()).host()).isEqualTo("mail.xn--bcher-kva.example");
  }

  @Test
  void rejectsNonAsciiSender() {
    assertThat(options(with(Map.of("sender", "wächter@x.org"))).problems("")).hasSize(1);
  }

  @Test
  void needsRecipients() {
    assertThat(options(Map.of()).problems(""))
        .singleElement()
        .hasToString("recipients: is missing; needed: recipient addresses");
  }

  @Test
  void treatsBlankValuesAsAbsent() {
    Map<String, Object> blanks = Map.of("username", "u", "password", "", "sender", "");
    assertThat(server(blanks).login()).isNull();
    assertThat(options(with(blanks)).problems("")).isEmpty();
  }

  @Test
  void hidesPasswordInDescription() {
    MailServer server = server(Map.of("username", "monitor", "password", "s3cret"));

    assertThat(server.login()).isEqualTo(new Credentials("monitor", "s3cret"));
    assertThat(server.toString()).contains("monitor").doesNotContain("s3cret");
  }

  @Test
  void requiresMailServerOrSendmail() {
    Options none = options(Map.of("recipients", "a@x.org"));
    boolean sendmail =
        Files.isExecutable(Path.of("/usr/lib/sendmail"))
            || Files.isExecutable(Path.of("/usr/sbin/sendmail"));
    if (sendmail) {
      assertThat(((EmailAction) type.create(none)).route()).isInstanceOf(SendmailProgram.class);
    } else {
      assertThatThrownBy(() -> type.create(none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("set hostname to a mail server");
    }
  }

  private MailServer server(Map<String, Object> given) {
    return (MailServer) ((EmailAction) type.create(options(with(given)))).route();
  }

  private static Map<String, Object> with(Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>(given);
    all.put("hostname", "mail.place.com");
    all.put("recipients", List.of("admin@place.com"));
    return all;
  }

  private Options options(Map<String, Object> given) {
    return Options.of(type.options(), given);
  }
}
