package org.fletchck.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a file can't simply be replaced, and where its owner matters. */
class AtomicFileTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(20);
  private static final String BEFORE = "{\n  \"grace\": 5\n}\n";
  private static final String AFTER = BEFORE.replace('5', '7');

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void writeFile() throws IOException {
    path = Files.writeString(folder.resolve("fletchck.conf"), BEFORE);
  }

  @Test
  void overwritesBindMountedFile() throws Exception {
    Path etc = Files.createDirectory(folder.resolve("e t c"));
    Path mounted = Files.writeString(etc.resolve("site.conf"), "");

    String said = saveWith("mount --bind '%s' '%s'".formatted(path, mounted), mounted);

    assertThat(said).isEqualTo("saved, changed on disk: false");
    assertThat(path).hasContent(AFTER);
    assertThat(etc.resolve("site.conf.bak")).hasContent(BEFORE);
    assertThat(etc).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
  }

  @Test
  void overwritesAMountedFileBehindASymbolicLink() throws Exception {
    Path mounted = Files.writeString(folder.resolve("mounted"), "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("mounted"));

    String said = saveWith("mount --bind '%s' '%s'".formatted(path, mounted), link);

    assertThat(said).isEqualTo("saved, changed on disk: false");
    assertThat(path).hasContent(AFTER);
    assertThat(folder.resolve("mounted.bak")).hasContent(BEFORE);
  }

  @Test
  void explainsWhatToDoWhenBackupCannotBeWritten() throws Exception {
    Path etc = Files.createDirectory(folder.resolve("etc"));
    Path mounted = Files.writeString(etc.resolve("site.conf"), "");

    String said =
        saveWith(
            "mount --bind '%2$s' '%2$s' && mount -o remount,bind,ro '%2$s' && mount --bind '%1$s' '%3$s'"
                .formatted(path, etc, mounted),
            mounted);

    assertThat(said)
        .startsWith("obstacle: " + etc + ", the folder of site.conf, can't be written to")
        .contains("or mount the folder instead of the file")
        .contains("can't be saved");
    assertThat(path).hasContent(BEFORE);
  }

  @Test
  void reportsReadOnlyMountedFile() throws Exception {
    Path etc = Files.createDirectory(folder.resolve("etc"));
    Path mounted = Files.writeString(etc.resolve("site.conf"), "");

    String said =
        saveWith(
            "mount --bind '%1$s' '%2$s' && mount -o remount,bind,ro '%2$s'"
                .formatted(path, mounted),
            mounted);

    assertThat(said)
        .startsWith("obstacle: " + mounted + " is mounted and can't be written to; mount its")
        .contains("can't be saved");
    assertThat(path).hasContent(BEFORE);
  }

  @Test
  void keepsOwnerGroupAndPermissions() throws Exception {
    assumeTrue(isRoot(), "only root can give files to others");
    Files.setAttribute(path, "unix:uid", 65_534);
    Files.setAttribute(path, "unix:gid", 12);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

    SiteFile file = SiteFile.read(path);
    file.save(file.config().with("grace", 7));

    for (Path saved : List.of(path, folder.resolve("fletchck.conf.bak"))) {
      assertThat(Files.getAttribute(saved, "unix:uid")).isEqualTo(65_534);
      assertThat(Files.getAttribute(saved, "unix:gid")).isEqualTo(12);
      assertThat(Files.getPosixFilePermissions(saved))
          .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }
  }

  @Test
  void savesWithPrivatePermissionsWhenOwnerCannotBeKept() throws Exception {
    assumeTrue(isRoot(), "only root can give files to others, and up the right to do so");
    Files.setAttribute(path, "unix:uid", 65_534);
    Files.setAttribute(path, "unix:gid", 12);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

    String said = run("exec setpriv --bounding-set=-chown " + java("'" + path + "'"));

    assertThat(said).isEqualTo("saved, changed on disk: false");
    assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(0);
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void readsNeitherPipesNorDevicesNorFolders() throws Exception {
    SiteFile file = SiteFile.read(path);
    for (String replacement :
        List.of("mkfifo '%s'", "mkdir '%s'", "ln -s /dev/zero '%s'", "ln -s /dev/tty '%s'")) {
      run("rm -rf '%1$s'; ".formatted(path) + replacement.formatted(path));

      assertTimeoutPreemptively(
          AT_ONCE,
          () -> {
            assertThatExceptionOfType(SiteFileException.class)
                .isThrownBy(() -> SiteFile.read(path))
                .withMessageStartingWith(
                    path + ": can't be read: expected a regular file, found a ");
            assertThat(file.changedOnDisk()).isTrue();
            assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ValueReferences(folder).apply("${file:fletchck.conf}"))
                .withMessageContaining("expected a regular file");
          });
    }
  }

  /** Returns what saving says in a process for which this was mounted before. */
  private static String saveWith(String mounts, Path file) throws Exception {
    String tried = run("unshare -m true 2>&1");
    assumeTrue(tried.isEmpty(), "nothing can be mounted here: " + tried);
    return run("unshare -m sh -c \"%s && exec %s\"".formatted(mounts, java("'" + file + "'")));
  }

  private static String java(String arguments) {
    return "'%s/bin/java' -Dslf4j.internal.verbosity=ERROR -cp '%s' %s %s"
        .formatted(
            System.getProperty("java.home"),
            System.getProperty("java.class.path"),
            MountedSave.class.getName(),
            arguments);
  }

  private static boolean isRoot() throws Exception {
    return run("id -u").equals("0");
  }

  private static String run(String command) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", command + " 2>&1").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
