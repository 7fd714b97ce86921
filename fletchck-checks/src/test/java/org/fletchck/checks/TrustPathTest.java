package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.junit.jupiter.api.Test;

/** Chains whose certificates end at different times, and long ones. */
class TrustPathTest {

  private static final Validity GOOD = Validity.days(30, 60);
  private static final Validity DYING = Validity.days(900, 3);
  private static final Validity LONGER = Validity.days(10, 1000);

  private static Ran ask(Identity identity, Object... more) throws IOException {
    try (TestServer server = TestServer.tls(identity, TestServer.Conversation::readSome)) {
      Map<String, Object> options = Ran.map(more);
      options.put("hostname", "localhost");
      options.put("port", server.port());
      return Ran.check(new CertCheckType(Pki.TRUSTED::judge), options);
    }
  }

  private static void assertPasses(Ran ran, String level) {
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).contains(level);
  }

  private static String issuer(Identity identity) {
    return CertificateFacts.subject(identity.chain().get(1));
  }

  @Test
  void failsWhenAnIntermediateExpiresSoon() throws IOException {
    Identity identity = Pki.TRUSTED.issueThrough(List.of(DYING), GOOD, "localhost");
    String day = ValueTexts.day(DYING.to());
    Ran ran = ask(identity);
    assertThat(ran.reason())
        .isEqualTo(
            "intermediate certificate " + issuer(identity) + " expires in 2 days, on " + day);
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ran.result().level()).contains("2 days");
    assertThat(ran.result().details())
        .containsEntry("daysLeft", "2")
        .containsEntry("notAfter", GOOD.to().toString());
    assertThat(ran.log())
        .contains(
            "trusted only until " + issuer(identity) + " expires on " + day + ", 2 days left");
    assertPasses(ask(identity, "days", 2), "2 days");
    assertPasses(ask(identity, "selfsigned", true), "59 days"); // nothing but its own is judged
  }

  @Test
  void limitsRequiredDaysByLifetimeOfServerCertificate() throws IOException {
    List<Validity> young = List.of(Validity.days(0, 3));
    assertThat(ask(Pki.TRUSTED.issueThrough(young, GOOD, "localhost")).reason())
        .startsWith("intermediate certificate ")
        .contains(" expires in 2 days, on ");
    Validity shortLived = Validity.days(2, 5);
    assertPasses(ask(Pki.TRUSTED.issueThrough(List.of(DYING), shortLived, "localhost")), "2 days");
  }

  @Test
  void passesWhenAlternativePathLastsLonger() throws IOException {
    for (List<Validity> both : List.of(List.of(DYING, LONGER), List.of(LONGER, DYING))) {
      assertPasses(ask(Pki.TRUSTED.issueThrough(both, GOOD, "localhost")), "59 days");
    }
    List<Validity> dying = List.of(DYING, Validity.days(900, 5));
    assertThat(ask(Pki.TRUSTED.issueThrough(dying, GOOD, "localhost")).reason())
        .contains(" expires in 4 days, on ");
  }

  @Test
  void ignoresCertificatesOutsideTrustPath() throws IOException {
    List<X509Certificate> beside = new ArrayList<>();
    beside.addAll(Pki.selfSigned(DYING, "beside.example").chain());
    beside.addAll(Pki.selfSigned(Validity.days(90, -9), "over.example").chain());
    beside.addAll(Pki.UNKNOWN.issueThrough(List.of(DYING), DYING, "other.example").chain());
    assertPasses(
        ask(Pki.TRUSTED.issueThrough(List.of(LONGER), GOOD, "localhost").sentWith(beside)),
        "59 days");
  }

  @Test
  void acceptsLargeBundlesAndLargeCertificates() throws IOException {
    List<X509Certificate> bundle = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      bundle.addAll(Pki.selfSigned(GOOD, "root" + i + ".example").chain());
    }
    Ran ran = ask(Pki.TRUSTED.issue(GOOD, "localhost").sentWith(bundle));
    assertPasses(ran, "59 days");
    assertThat(ran.result().details()).containsEntry("chain", "42");
    String[] names = new String[2500];
    for (int i = 0; i < names.length; i++) {
      names[i] = "customer-" + i + ".hosting.example";
    }
    names[0] = "localhost";
    assertPasses(ask(Pki.TRUSTED.issue(GOOD, names)), "59 days");
  }
}
