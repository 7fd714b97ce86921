package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.spi.Options;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SendmailProgramTest {

  private static final Map<String, Object> SENDER = Map.of("sender", "Monitor <monitor@place.com>");

  @TempDir Path folder;

  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(30));

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void pipesMailToProgram() throws Exception {
    send(program("printf '%s\\n' \"$@\" > arguments; cat > mail"), SENDER, context);

    assertThat(folder.resolve("arguments"))
        .hasContent("-oi\n-r\nmonitor@place.com\n--\nadmin@place.com\n-info@place.com\n");
    assertThat(folder.resolve("mail"))
        .content()
        .contains("\nFrom: Monitor <monitor@place.com>\nTo: ")
        .contains("\nSubject: [Place] FAIL: Home gateway (ssh)\n")
        .contains("\n\nHome gateway (ssh) fails.\n")
        .doesNotContain("\r");
  }

  @Test
  void leavesTheReturnAddressToTheProgramWithoutSender() throws Exception {
    send(program("printf '%s\\n' \"$@\" > arguments; cat > mail"), Map.of(), context);

    assertThat(folder.resolve("arguments")).content().startsWith("-oi\n--\nadmin@place.com\n");
    assertThat(folder.resolve("mail")).content().contains("\nFrom: fletchck@");
  }

  @Test
  void failsWithOutputOfProgram() throws Exception {
    Path program = program("cat > mail; echo 'queue is full' >&2; exit 75");

    assertThatThrownBy(() -> send(program, SENDER, context))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(program + " ended with status 75: queue is full");
  }

  @Test
  void truncatesLongOutputInMessage() throws Exception {
    Path program = program("cat > mail; yes no | head -c 1000000; exit 1");

    assertThatThrownBy(() -> send(program, SENDER, context))
        .hasMessageStartingWith(program + " ended with status 1: no no no")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
  }

  @Test
  void doesNotWaitForBackgroundProcesses() throws Exception {
    Path program = program("cat > mail; (read -r line < pipe) & exit 0");
    assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor())
        .isZero();

    send(program, SENDER, context);

    assertThat(folder.resolve("mail")).exists();
    Files.writeString(folder.resolve("pipe"), "done\n");
  }

  @Test
  void terminatesProgramAtDeadline() throws Exception {
    Path program = program("echo $$ > pid; cat > mail; sleep 600; echo late > late");
    try (TestContext hurried = TestContext.withTimeout(Duration.ofMillis(500))) {
      assertThatThrownBy(() -> send(program, SENDER, hurried))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage(program + " didn't finish within the time limit");
    }
    Path pid = folder.resolve("pid");
    String left = Files.exists(pid) ? Files.readString(pid).strip() : "";
    if (!left.isEmpty()) { // else it was ended before its first command was done
      ProcessHandle.of(Long.parseLong(left)).ifPresent(it -> it.onExit().join());
    }
    assertThat(folder.resolve("late")).doesNotExist();
  }

  @Test
  void sendsToRecipientsSeparatelyWhenProgramRejectsSome() throws Exception {
    Path program =
        program(
            "cat > mail; for to; do last=$to; done; case \"$*\" in *-info*) echo 'unknown user';"
                + " exit 67;; esac; echo $last >> sent");

    assertThatThrownBy(() -> send(program, SENDER, context))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(program + " ended with status 67 for -info@place.com: unknown user");
    assertThat(folder.resolve("sent")).hasContent("admin@place.com\n");
    assertThat(context.done("admin@place.com")).isTrue();
  }

  @Test
  void reportsMissingProgram() {
    assertThatThrownBy(() -> send(folder.resolve("none"), SENDER, context))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining(
            folder.resolve("none")
                + " can't be started: it doesn't exist; set fallback to the path");
  }

  private Path program(String script) throws IOException {
    Path file = folder.resolve("sendmail");
    Files.writeString(file, "#!/bin/sh\ncd '" + folder + "' || exit 9\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static void send(Path program, Map<String, Object> options, TestContext context)
      throws Exception {
    Map<String, Object> all = new TreeMap<>(options);
    all.put("fallback", program.toString());
    all.put("recipients", List.of("admin@place.com", "-info@place.com"));
    EmailActionType type = new EmailActionType();
    type.create(Options.of(type.options(), all)).send(SampleNotifications.gatewayFails(), context);
  }
}
