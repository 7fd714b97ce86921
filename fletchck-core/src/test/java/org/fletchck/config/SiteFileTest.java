package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFileTest {

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void writeFile() throws IOException {
    path = folder.resolve("fletchck.conf");
    Files.writeString(path, "{\n \"checks\": {\n  \"a\": {\"type\": \"disk\"}\n }\n}\n");
  }

  @Test
  void reportsFileLineAndColumnOfInvalidJson() throws IOException {
    Files.writeString(path, "{\n \"a\": nope\n}");

    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> SiteFile.read(path))
        .withMessageStartingWith(path + ": line 2, column ");
  }

  @Test
  void reportsWhyFileCannotBeRead() throws IOException {
    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> SiteFile.read(folder.resolve("none")))
        .withMessage(folder.resolve("none") + ": can't be read: there is no such file");
    Files.write(path, new byte[] {'{', (byte) 0xff, '}'});
    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> SiteFile.read(path))
        .withMessageContaining("expected UTF-8");
  }

  @Test
  void rejectsFileLongerThan64MiB() throws IOException {
    byte[] blanks = new byte[64 * 1024 * 1024 + 1];
    Arrays.fill(blanks, (byte) ' ');
    Files.write(path, blanks);

    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> SiteFile.read(path))
        .withMessageContaining("longer than 64 MiB");
  }

  @Test
  void reportsDuplicateNames() throws IOException {
    Files.writeString(path, "{\"grace\": 1, \"grace\": 2}");
    SiteFile file = SiteFile.read(path);

    assertThat(file.problems()).hasSize(1);
    assertThat(file.config().grace()).hasSeconds(2);
  }

  @Test
  void savesOnlyEditsWithPrivatePermissionsAndBackup() throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    String before = Files.readString(path);
    SiteFile file = SiteFile.read(path);
    SiteFile saved = file.save(file.config().withCheck(CheckConfig.of("b", "cpu")));

    assertThat(Files.readString(path))
        .isEqualTo(
            """
            {
             "checks": {
              "a": {"type": "disk"},
              "b": {
               "type": "cpu"
              }
             }
            }
            """);
    assertThat(Files.readString(folder.resolve("fletchck.conf.bak"))).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(saved.config().checks()).containsOnlyKeys("a", "b");
    assertThat(saved.changedOnDisk()).isFalse();
    assertThat(file.changedOnDisk()).isTrue();
    assertThat(names()).containsExactlyInAnyOrder("fletchck.conf", "fletchck.conf.bak");
  }

  @Test
  void refusesToSaveOverSomebodyElsesChange() throws IOException {
    SiteFile file = SiteFile.read(path);
    Files.writeString(path, "{}");

    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> file.save(SiteConfig.empty()))
        .withMessageContaining("was changed by somebody else");
    assertThat(Files.readString(path)).isEqualTo("{}");
    assertThat(names()).containsExactly("fletchck.conf");
  }

  @Test
  void savingWithoutAChangeWritesNothing() throws IOException {
    SiteFile file = SiteFile.read(path);

    assertThat(file.save(file.config())).isSameAs(file);
    assertThat(names()).containsExactly("fletchck.conf");
  }

  @Test
  void followsASymbolicLink() throws IOException {
    Path link = Files.createDirectory(folder.resolve("etc")).resolve("site");
    Files.createSymbolicLink(link, Path.of("../fletchck.conf"));
    SiteFile file = SiteFile.read(link);
    file.save(file.config().with("grace", 5));

    assertThat(link).isSymbolicLink();
    assertThat(SiteFile.read(path).config().grace()).hasSeconds(5);
    assertThat(folder.resolve("fletchck.conf.bak")).exists();
  }

  @Test
  void resolvesReferencesRelativeToFolderOfFile() throws IOException {
    Files.writeString(folder.resolve("secret"), "s3cret\n");
    Files.writeString(
        path,
        "{\"checks\": {\"a\": {\"type\": \"https\","
            + " \"options\": {\"password\": \"${file:secret}\"}}}}");
    CheckConfig check = SiteFile.read(path).config().checks().get("a");

    assertThat(check.options(StubTypes.ALL.check("https").orElseThrow()).get(StubTypes.PASSWORD))
        .isEqualTo("s3cret");
  }

  @Test
  void createsFileOnlyIfMissing() throws IOException {
    Path fresh = folder.resolve("new.conf");
    SiteFile.create(fresh, SiteConfig.empty().with("grace", 1));

    assertThat(Files.readString(fresh)).isEqualTo("{\n  \"grace\": 1\n}\n");
    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> SiteFile.create(fresh, SiteConfig.empty()))
        .withMessageContaining("the file already exists");
  }

  @Test
  void aReaderNeverSeesHalfAFile() throws Exception {
    byte[] first = "a".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    byte[] second = "b".repeat(500_000).getBytes(StandardCharsets.UTF_8);
    Files.write(path, first);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> whole =
          List.of(readers.submit(() -> sawWhole(done)), readers.submit(() -> sawWhole(done)));
      for (int i = 0; i < 40; i++) {
        AtomicFile.write(path, i % 2 == 0 ? second : first);
      }
      done.set(true);
      assertThat(whole.get(0).get()).isTrue();
      assertThat(whole.get(1).get()).isTrue();
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void aFailedWriteLeavesNothingBehind() throws IOException {
    Path target = Files.createDirectories(folder.resolve("dir").resolve("full"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(target.getParent(), new byte[1]));
    assertThat(names()).containsExactlyInAnyOrder("fletchck.conf", "dir");
  }

  private boolean sawWhole(AtomicBoolean done) throws IOException {
    boolean whole = true;
    while (!done.get()) {
      String seen = Files.readString(path);
      boolean first = seen.length() == 300_000 && seen.endsWith("a");
      whole &= first || (seen.length() == 500_000 && seen.endsWith("b"));
    }
    return whole;
  }

  private Set<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
