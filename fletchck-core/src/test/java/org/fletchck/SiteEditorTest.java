package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteEditorTest {

  @TempDir private Path folder;
  private Path path;
  private Site site;
  private SiteEditor editor;

  @BeforeEach
  void open() throws IOException {
    path = folder.resolve("site.conf");
    Files.writeString(path, "{\"checks\": {\"a\": {\"type\": \"thing\"}}}");
    site = new World(1).open();
    editor = SiteEditor.inFile(site, path);
    editor.reload(false);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void savesAndAppliesChange() throws SiteFileException {
    editor.edit(config -> config.withCheck(CheckConfig.of("b", "thing")));

    assertThat(site.states()).containsOnlyKeys("a", "b");
    assertThat(SiteFile.read(path).config().checks()).containsOnlyKeys("a", "b");
  }

  @Test
  void keepsChangesMadeToFileByOthers() throws IOException {
    Files.writeString(
        path, "{\"checks\": {\"a\": {\"type\": \"thing\"}, \"c\": {\"type\": \"thing\"}}}");

    editor.edit(config -> config.withCheck(CheckConfig.of("b", "thing")));

    assertThat(site.states()).containsOnlyKeys("a", "c", "b");
    assertThat(SiteFile.read(path).config().checks()).containsOnlyKeys("a", "c", "b");
  }

  @Test
  void losesNoConcurrentChanges() throws InterruptedException {
    int count = 20;
    CountDownLatch left = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      CheckConfig check = CheckConfig.of("n" + i, "thing");
      new Thread(
              () -> {
                try {
                  editor.edit(config -> config.withCheck(check));
                  left.countDown();
                } catch (SiteFileException e) {
                  throw new IllegalStateException(e);
                }
              })
          .start();
    }
    left.await();

    assertThat(site.states()).hasSize(1 + count);
  }

  @Test
  void changesNothingWhileTheFileIsBroken() throws IOException {
    Files.writeString(path, "{ oops");

    assertThatExceptionOfType(SiteFileException.class)
        .isThrownBy(() -> editor.edit(config -> config.withoutCheck("a")))
        .withMessageContaining("line 1, column");
    assertThatExceptionOfType(SiteFileException.class).isThrownBy(() -> editor.reload(true));
    assertThat(site.states()).containsOnlyKeys("a");
    assertThat(Files.readString(path)).isEqualTo("{ oops");
  }

  @Test
  void changesNothingWhenTheChangeIsRefused() throws IOException {
    String before = Files.readString(path);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                editor.edit(
                    config -> {
                      throw new IllegalArgumentException("no");
                    }));
    assertThat(Files.readString(path)).isEqualTo(before);
  }

  @Test
  void reloadsOnlyChangedFileUnlessForced() throws IOException {
    assertThat(editor.reload(false)).isEmpty();
    assertThat(editor.reload(true)).isPresent();
    Files.writeString(path, "{}");
    assertThat(editor.reload(false)).isPresent();
    assertThat(site.states()).isEmpty();
  }

  @Test
  void keepsIdAndStateOfRenamedCheck() throws SiteFileException {
    editor.edit(config -> config.withCheck(World.thing("a")));
    site.run("a");
    String id = site.id("a").orElseThrow();

    editor.renameCheck("a", "new");

    assertThat(site.id("new")).hasValue(id);
    assertThat(site.state("new").orElseThrow().status()).isEqualTo(Status.PASS);
    assertThat(site.states()).containsOnlyKeys("new");
    assertThat(SiteFile.read(path).config().checks().get("new").raw())
        .isEqualTo(World.thing("new").option("hostname", "a").raw());
  }

  @Test
  void rejectsRenameToTakenNameOrOfUnknownEntry() throws SiteFileException {
    editor.edit(config -> config.withCheck(CheckConfig.of("b", "thing")));

    assertThatIllegalArgumentException().isThrownBy(() -> editor.renameCheck("a", "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> editor.renameCheck("gone", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> editor.renameAction("gone", "c"));
  }

  @Test
  void deliversPendingNotificationsOfRenamedAction() throws SiteFileException {
    World world = new World(1);
    world.broken.add("a");
    world.with(World.thing("a", 60));
    world.config = world.config.withAction(ActionConfig.of("box", "box").option("group", 300));
    try (Site other = world.open()) {
      SiteEditor memory = SiteEditor.inMemory(other);
      world.pass(Duration.ofSeconds(61));
      assertThat(other.undelivered()).isNotEmpty();

      memory.renameAction("box", "post");
      world.pass(Duration.ofHours(1));

      assertThat(world.headlines()).contains("FAIL a");
      assertThat(other.undelivered()).isEmpty();
      assertThat(other.config().checks().get("a").actions()).containsExactly("post");
    }
  }

  @Test
  void editsSiteWithoutFile() throws SiteFileException {
    SiteEditor memory = SiteEditor.inMemory(site);

    memory.edit(config -> config.withoutCheck("a"));

    assertThat(memory.readOnly()).isEmpty();
    assertThat(memory.reload(true)).isEmpty();
    assertThat(site.states()).isEmpty();
  }

  @Test
  void explainsWhyFileIsReadOnly() {
    assertThat(editor.readOnly()).isEmpty();
    Path gone = folder.resolve("gone");
    assertThat(SiteEditor.inFile(site, gone.resolve("site.conf")).readOnly())
        .hasValue(
            gone
                + ", the folder of site.conf, can't be written to;"
                + " let the user that runs fletchck write there");
  }
}
