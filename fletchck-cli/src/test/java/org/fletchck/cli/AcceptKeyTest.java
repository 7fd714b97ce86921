package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fletchck.state.Store;
import org.fletchck.store.SqliteStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --accept-key} of the command {@code check}. */
class AcceptKeyTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeASite() throws IOException {
    Cli.site(
        folder,
        """
        {'actions': {'box': {'type': 'append', 'options': {'path': 'sent.txt'}}},
         'checks': {
          'door': {'type': 'door', 'actions': ['box'], 'options': {'path': 'key'}},
          'pinned': {'type': 'door', 'actions': ['box'],
                     'options': {'path': 'key', 'hostkey': 'old'}},
          'file': {'type': 'file', 'actions': ['box'], 'options': {'path': 'key', 'hostkey': 'x'}}
         }}
        """);
    Files.writeString(folder.resolve("key"), "old");
  }

  @Test
  void savesNewKeyAndNotifiesOfRecovery() throws IOException {
    assertThat(Cli.in(folder, "check", "door", "--notify").code()).isZero();
    Files.writeString(folder.resolve("key"), "new");
    assertThat(Cli.in(folder, "check", "door", "--notify").out())
        .startsWith("FAIL door (door): host key changed");

    Cli outcome = Cli.in(folder, "check", "door", "--accept-key");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("PASS door (door)").contains("the key is new");
    assertThat(Cli.in(folder, "check", "door").code()).isZero();
    assertThat(folder.resolve("sent.txt"))
        .content()
        .isEqualTo("FAIL: door (door)\nPASS: door (door)\n");
  }

  @Test
  void keepsOldKeyWhenNoKeyIsPresented() throws IOException {
    assertThat(Cli.in(folder, "check", "door", "--accept-key").code()).isZero();
    Files.delete(folder.resolve("key"));
    assertThat(Cli.in(folder, "check", "door", "--accept-key").code()).isEqualTo(2);
    Files.writeString(folder.resolve("key"), "new");
    assertThat(Cli.in(folder, "check", "door").code()).isEqualTo(2);
  }

  @Test
  void rejectsAcceptKeyForChecksWithoutHostKey() {
    Cli outcome = Cli.in(folder, "check", "file", "--accept-key");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("such as those of type ssh; \"file\" isn't one");
    assertThat(Cli.run("check", "--type", "door", "path=key", "--accept-key").err())
        .contains("--accept-key needs a check of a site file");
  }

  @Test
  void reportsWhereKeyIsPinned() {
    Cli outcome = Cli.in(folder, "check", "pinned", "--accept-key");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("the key of \"pinned\" is set in " + folder.resolve("fletchck.conf"))
        .contains("put the new key there");
    assertThat(folder.resolve("fletchck.conf.db")).doesNotExist();
  }

  @Test
  void suggestsHostkeyOptionWhileSiteIsRunning() throws IOException {
    try (Store running = SqliteStore.open(folder, "fletchck.conf")) {
      assertThat(running.snapshot().checks()).isEmpty();
      Cli outcome = Cli.in(folder, "check", "door", "--accept-key");
      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err())
          .contains("in use by process " + ProcessHandle.current().pid())
          .contains("as the check's option hostkey");
    }
  }
}
