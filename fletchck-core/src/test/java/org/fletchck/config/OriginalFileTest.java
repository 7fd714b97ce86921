package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site looks like after the original ran with it. */
class OriginalFileTest {

  @TempDir Path folder;
  private Path path;
  private SiteFile file;

  @BeforeEach
  void readFile() throws IOException {
    path = folder.resolve("site.json");
    try (InputStream in = getClass().getResourceAsStream("saved-by-original-1.0.5.json")) {
      Files.write(path, in.readAllBytes());
    }
    file = SiteFile.read(path);
  }

  @Test
  void loadsWithoutErrorsAndWarnsOnlyOfUnnotifiedCheck() {
    Validation found = file.config().validate(StubTypes.ALL);

    assertThat(file.problems()).isEmpty();
    assertThat(found.hasErrors()).isFalse();
    assertThat(found.problems())
        .extracting(Problem::path)
        .containsExactly("checks.far-disk.actions");
  }

  @Test
  void readsStatesOfItsChecks() {
    assertThat(state("root-disk").status()).isEqualTo(Status.PASS);
    assertThat(state("root-disk").lastRun().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(state("root-disk").times().pass()).isEqualTo(Instant.parse("2026-11-21T01:17:00Z"));
    assertThat(state("root-disk").lastRun().log()).hasSize(1);

    assertThat(state("gone").status()).isEqualTo(Status.FAIL);
    assertThat(state("gone").counts().failCount()).isEqualTo(8);
    assertThat(state("gone").times().fail()).isEqualTo(Instant.parse("2026-11-21T01:17:00Z"));

    assertThat(state("dep").status()).isEqualTo(Status.UNREACHABLE);
    assertThat(state("dep").judged()).isEqualTo(Status.PENDING);
    assertThat(state("dep").blockedBy()).isEqualTo("gone");

    assertThat(state("seq").status()).isEqualTo(Status.FAIL);
    assertThat(state("seq").members()).containsExactly("gone", "dep");

    assertThat(state("far-disk").status()).isEqualTo(Status.FAIL);
    assertThat(state("far-disk").times().report()).isEqualTo(Instant.parse("2026-11-20T23:30:00Z"));
    assertThat(file.config().checks().get("far-disk").typeText()).isEqualTo("remote (disk)");
  }

  @Test
  void savingWritesOnlyEditsAndDropsStateAndLog() throws IOException {
    List<String> before = Files.readAllLines(path);
    CheckConfig disk = file.config().checks().get("root-disk").option("level", 80).note("call Bob");
    file.save(file.config().withCheck(disk));
    List<String> after = Files.readAllLines(path);

    List<String> added = new ArrayList<>(after);
    before.forEach(added::remove);
    assertThat(added).contains("    \"level\": 80", "   \"note\": \"call Bob\"");
    assertThat(after.subList(0, 39)).isEqualTo(before.subList(0, 39));
    assertThat(Files.readString(path)).doesNotContain("\"data\"", "\"log\": [");
    assertThat(Files.readString(path))
        .contains("   \"actions\": [\n    \"email-all\",\n    \"sms-admin\"\n   ],\n");
    SiteFile again = SiteFile.read(path);
    assertThat(again.config().checks().get("root-disk")).isEqualTo(disk.with("data", null));
    assertThat(again.config().checks().get("gone").legacyState(again.config().zone())).isEmpty();
    assertThat(new String(Files.readAllBytes(path), StandardCharsets.UTF_8)).endsWith("}\n}");
  }

  private CheckState state(String name) {
    SiteConfig site = file.config();
    return site.checks().get(name).legacyState(site.zone()).orElseThrow();
  }

  @Test
  void keepsCopyOfOriginalFileHoweverOftenSaved() throws IOException {
    byte[] before = Files.readAllBytes(path);

    SiteFile saved = file.save(file.config().with("timezone", "UTC"));
    saved.save(saved.config().with("timezone", "Europe/Berlin"));

    assertThat(folder.resolve("site.json.original")).hasBinaryContent(before);
    assertThat(folder.resolve("site.json.bak")).content().contains("UTC");
    assertThat(path).content().contains("Europe/Berlin").doesNotContain("failState");
  }
}
