package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Options;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecActionTypeTest {

  private final ExecActionType type = new ExecActionType();
  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(30));

  @TempDir private Path folder;

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void passesNotificationToProgramAsJson() throws Exception {
    send(SampleNotifications.otherMembers(), "sh", "-c", "cat > \"$1\"; pwd", "tell", "sent.json");

    Map<String, Object> sent = SiteFile.parse(Files.readString(folder.resolve("sent.json")));
    assertThat(sent.keySet())
        .containsExactly(
            "id",
            "incident",
            "test",
            "site",
            "name",
            "type",
            "change",
            "status",
            "title",
            "reason",
            "level",
            "note",
            "link",
            "at",
            "since",
            "lastedSeconds",
            "log",
            "members",
            "unreachable");
    assertThat(sent)
        .containsEntry("id", "18")
        .containsEntry("incident", "incident-3")
        .containsEntry("test", false)
        .containsEntry("change", "members")
        .containsEntry("status", "FAIL")
        .containsEntry("title", "FAIL: Services (sequence)")
        .containsEntry("level", null)
        .containsEntry("at", "2026-11-21T12:49:10+10:30")
        .containsEntry("since", "2026-11-21T11:47:05+10:30")
        .containsEntry(
            "members",
            Map.of("new", List.of("shop"), "still", List.of("mail"), "back", List.of("web", "dns")))
        .containsEntry("unreachable", List.of());
    assertThat(sent.get("lastedSeconds")).hasToString("3725");
    assertThat(context.lines()).containsExactly("sh ended with status 0: " + folder.toRealPath());
  }

  @Test
  void passesChangesOfDigestToProgram() throws Exception {
    send(SampleNotifications.digest(), "sh", "-c", "cat > sent.json");

    Map<String, Object> sent = SiteFile.parse(Files.readString(folder.resolve("sent.json")));
    assertThat(sent).containsEntry("title", "3 changes: 2 FAIL, 1 PASS");
    assertThat(sent.get("parts"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(part -> String.valueOf(part.get("title")))
        .containsExactly("FAIL: shop (https)", "FAIL: Services (sequence)", "PASS: shop (https)");
  }

  @Test
  void deliversEvenIfProgramDoesNotReadInput() throws Exception {
    Notification large = SampleNotifications.named("a", "b".repeat(1_000_000));
    send(large, "true");

    assertThat(context.lines()).containsExactly("true ended with status 0");
  }

  @Test
  void failsWithFirstLineOfProgramOutput() {
    assertThatThrownBy(
            () ->
                send(
                    SampleNotifications.gatewayFails(),
                    "sh",
                    "-c",
                    "echo; echo no modem >&2; echo x; exit 3"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("sh ended with status 3: no modem");
  }

  @Test
  void killsProgramAndChildrenAtDeadline() throws Exception {
    Path pid = folder.resolve("pid");
    try (TestContext hurried = TestContext.withTimeout(Duration.ofSeconds(1))) {
      assertThatThrownBy(
              () ->
                  action("sh", "-c", "sleep 600 & echo $! > pid.new; mv pid.new pid; wait")
                      .send(SampleNotifications.gatewayFails(), hurried))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("sh didn't finish within the time limit");
    }
    if (Files.exists(pid)) { // else it was ended before its first command
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(child -> child.onExit().join());
    }
  }

  @Test
  void reportsWhyProgramCannotBeStarted() {
    assertThatThrownBy(() -> send(SampleNotifications.gatewayFails(), "./tell", "s3cret"))
        .hasMessage(
            "./tell can't be started: it doesn't exist; give its path, and each argument"
                + " as a separate item");
    assertThat(action("./tell", "s3cret").toString()).doesNotContain("s3cret");
  }

  @Test
  void needsACommand() {
    assertThat(options(List.of()).problems("")).isNotEmpty();
    assertThat(options(List.of(" ")).problems("").get(0).message())
        .startsWith("expected a program and its arguments");
  }

  private void send(Notification notification, String... command) throws Exception {
    action(command).send(notification, context);
  }

  private ExecAction action(String... command) {
    return (ExecAction) type.create(options(List.of(command)));
  }

  private Options options(List<String> command) {
    return Options.of(type.options(), Map.of("command", command)).inFolder(folder);
  }
}
