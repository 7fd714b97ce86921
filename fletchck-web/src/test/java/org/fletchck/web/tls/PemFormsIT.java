package org.fletchck.web.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads keys and certificates in the forms that openssl writes. */
class PemFormsIT {

  @TempDir private Path folder;

  @BeforeEach
  void needsOpenssl() {
    boolean there =
        Files.isExecutable(Path.of("/usr/bin/openssl"))
            || Files.isExecutable(Path.of("/bin/openssl"));
    assumeTrue(there, "needs the Debian package openssl");
  }

  @ParameterizedTest
  @CsvSource({
    "genrsa -traditional, RSA PRIVATE KEY",
    "genpkey -algorithm RSA, PRIVATE KEY",
    "ecparam -genkey -name secp384r1, EC PRIVATE KEY",
    "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256, PRIVATE KEY",
    "genpkey -algorithm ed25519, PRIVATE KEY"
  })
  void readsCommonKeyFormats(String how, String form) throws Exception {
    openssl(how + " -out key.pem");
    openssl("req -x509 -key key.pem -subj /CN=a -addext subjectAltName=DNS:a.b -out cert.pem");

    assertThat(Files.readString(path("key.pem"))).contains("-----BEGIN " + form + "-----");
    assertThat(ServerTls.read(path("cert.pem"), path("key.pem")).names()).containsExactly("a.b");
  }

  @Test
  void readsCertificateChainInOrder() throws Exception {
    openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -subj /CN=ca -out ca.pem");
    openssl("req -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=site -out site.csr");
    openssl("x509 -req -in site.csr -CA ca.pem -CAkey ca.key -CAcreateserial -text -out site.pem");
    Path chain = path("chain.pem");
    Files.writeString(chain, Files.readString(path("site.pem")) + Files.readString(path("ca.pem")));

    Identity read = Identity.read(PemText.read(chain), PemText.read(path("key.pem")));

    assertThat(read.chain())
        .extracting(c -> c.getSubjectX500Principal().getName())
        .containsExactly("CN=site", "CN=ca");
    assertThat(read.manager().getCertificateChain("server")).hasSize(2);
    assertThat(read.names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "genrsa -aes128 -passout pass:secret -traditional",
    "genpkey -algorithm RSA -aes128 -pass pass:secret"
  })
  void reportsEncryptedKey(String how) throws Exception {
    openssl(how + " -out key.pem");
    PemText key = PemText.read(path("key.pem"));

    assertThatIOException()
        .isThrownBy(() -> PrivateKeys.of(key))
        .withMessageContaining("the private key is encrypted");
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(("openssl " + arguments).split(" ", -1))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), UTF_8);
    assertThat(openssl.waitFor()).as(said).isZero();
  }
}
