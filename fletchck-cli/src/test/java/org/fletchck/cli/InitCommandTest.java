package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.WebuiKeys;
import org.fletchck.web.tls.ServerTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

  @TempDir private Path folder;

  @Test
  void createsValidSiteReadableOnlyByOwner() throws Exception {
    Cli outcome = Cli.in(folder, "init", "--host", "mon.example.com");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("user         admin")
        .containsPattern("password     [a-z2-9]{4}(-[a-z2-9]{4}){4} ")
        .contains("https://mon.example.com:8443/");
    SiteConfig site = SiteFile.read(folder.resolve("fletchck.conf")).config();
    assertThat(site.validate(Schemas.TYPES).problems()).isEmpty();
    assertThat(site.webui().orElseThrow().get(WebuiKeys.USERS).get("admin"))
        .startsWith("$argon2id$");
    for (String name : new String[] {"fletchck.conf", "key.pem"}) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(ServerTls.read(folder.resolve("cert.pem"), folder.resolve("key.pem")).names())
        .containsExactly("mon.example.com", "localhost");
  }

  @Test
  void createsSiteWithoutWebPagesWithOriginalOptions() throws Exception {
    Cli outcome = Cli.in(folder, "--init", "--webui=false");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("without web pages").doesNotContain("password");
    assertThat(SiteFile.read(folder.resolve("fletchck.conf")).config().webui()).isEmpty();
    assertThat(folder.resolve("cert.pem")).doesNotExist();
    assertThat(Cli.in(folder, "init", "--no-web").err()).contains("already exists");
  }

  @Test
  void writesGivenPortToSiteFile() throws Exception {
    Cli outcome = Cli.in(folder, "-init", "-port=8080", "--host", "localhost");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("https://localhost:8080/");
    SiteConfig site = SiteFile.read(folder.resolve("fletchck.conf")).config();
    assertThat(site.webui().orElseThrow().get(WebuiKeys.PORT)).isEqualTo(8080);
    assertThat(Cli.in(folder, "init", "--port", "70000").err()).contains("from 0 to 65535");
  }

  @Test
  void doesNotOverwriteExistingFiles() throws Exception {
    Files.writeString(folder.resolve("key.pem"), "mine");

    Cli outcome = Cli.in(folder, "init");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("key.pem: already exists");
    assertThat(folder.resolve("fletchck.conf")).doesNotExist();
    assertThat(folder.resolve("cert.pem")).doesNotExist();
    assertThat(folder.resolve("key.pem")).content().isEqualTo("mine");
  }
}
