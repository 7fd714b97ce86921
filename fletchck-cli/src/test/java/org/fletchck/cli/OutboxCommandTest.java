package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.OutboxEntry.Window;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.store.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxCommandTest {

  private static final Instant DAWN = Instant.parse("2026-11-21T05:39:07Z");
  private static final Instant NEVER = Instant.parse("2099-11-21T05:41:20Z");

  @TempDir private Path folder;

  @Test
  void showsPendingAndSettledEntriesWhileSiteIsRunning() throws Exception {
    Cli.site(folder, "{'timezone': 'UTC'}");
    try (Store store = open()) {
      fill(store);

      Cli shown = Cli.in(folder, "outbox");

      assertThat(shown.code()).isZero();
      assertThat(shown.out())
          .isEqualTo(
              """
              STATE      SINCE         ACTION  MESSAGE                  DETAIL
              pending    21 Nov 05:39  mail    FAIL: web (https)        failed 4 times, next attempt 05:41:20:
                                                                        mail.example.com:465: connection refused;
                                                                        is the mail server there?
              pending    21 Nov 05:39  mail    FAIL: root disk (https)  is collected with others until 05:41:20
              pending    21 Nov 05:39  mail    FAIL: due (https)        is due
              dropped    21 Nov 05:39  mail    FAIL: d (https)          there is no such action
              expired    21 Nov 05:39  mail    FAIL: c (https)          not delivered in 24 hours
              refused    21 Nov 05:39  mail    FAIL: b (https)          refused for good: 554 no
              delivered  21 Nov 05:39  mail    FAIL: a (https)          at 21 Nov 05:39
              """);
    }
  }

  @Test
  void printsOneJsonLinePerEntry() throws Exception {
    Cli.site(folder, "{'timezone': 'UTC'}");
    try (Store store = open()) {
      fill(store);
    }
    List<String> lines = Cli.in(folder, "outbox", "--json").out().lines().toList();

    assertThat(lines)
        .extracting(line -> String.valueOf(SiteFile.parse(line).get("state")))
        .containsExactly(
            "pending", "pending", "pending", "dropped", "expired", "refused", "delivered");
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"state\": \"pending\", \"id\": \"web-1\", \"action\": \"mail\","
                + " \"title\": \"FAIL: web (https)\", \"since\": \"2026-11-21T05:39:07Z\","
                + " \"failedAttempts\": 4, \"next\": \"2099-11-21T05:41:20Z\", \"ended\": null,"
                + " \"reason\": \"mail.example.com:465: connection refused;"
                + " is the mail server there?\", \"window\": null}");
  }

  @Test
  void showsOnlyLatestDeliveries() throws Exception {
    Cli.site(folder, "{}");
    try (Store store = open()) {
      List<SettledEntry> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.add(new SettledEntry(entry("web " + i, 0, null, null), End.DELIVERED, null, later(i)));
      }
      store.commit(Commit.settled(all)).toCompletableFuture().join();
    }
    assertThat(Cli.in(folder, "outbox").out().lines()).hasSize(21).last().asString().contains("10");
  }

  @Test
  void reportsEmptyOutbox() throws IOException {
    Cli.site(folder, "{}");

    assertThat(Cli.in(folder, "outbox").out()).startsWith("no messages are waiting");
    assertThat(Cli.in(folder, "outbox", "--json").out()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**.db");
  }

  @Test
  void showsOutboxDespiteBrokenSiteFile() throws Exception {
    Files.writeString(folder.resolve("fletchck.conf"), "{");
    try (Store store = open()) {
      fill(store);
    }
    Cli shown = Cli.in(folder, "outbox");

    assertThat(shown.code()).isZero();
    assertThat(shown.out().lines()).hasSizeGreaterThan(7);
    assertThat(shown.err()).startsWith("warning").contains("fletchck.conf");
  }

  private Store open() throws IOException {
    return SqliteStore.open(folder, "fletchck.conf");
  }

  private static void fill(Store store) {
    String reason = "mail.example.com:465: connection refused; is the mail server there?";
    List<OutboxEntry> waiting =
        List.of(
            entry("web", 4, reason, null),
            entry("root disk", 0, null, new Window("w", NEVER)),
            entry("due", 0, null, null));
    List<SettledEntry> settled =
        List.of(
            new SettledEntry(entry("a", 0, null, null), End.DELIVERED, null, later(1)),
            new SettledEntry(
                entry("b", 2, "554 no", null), End.REFUSED, "refused for good: 554 no", later(20)),
            new SettledEntry(
                entry("c", 99, reason, null), End.EXPIRED, "not delivered in 24 hours", later(30)),
            new SettledEntry(
                entry("d", 0, null, null), End.IMPOSSIBLE, "there is no such action", later(40)));
    store.commit(Commit.changed(waiting));
    store.commit(Commit.settled(settled)).toCompletableFuture().join();
  }

  private static Instant later(int seconds) {
    return DAWN.plus(Duration.ofSeconds(seconds));
  }

  private static OutboxEntry entry(
      String check, int tries, @Nullable String reason, @Nullable Window window) {
    Notification sent =
        new Notification(
            check + "-1",
            check + "-1",
            "Place",
            new Subject(check, "https", null, null),
            Change.FAILED,
            new Timing(DAWN, DAWN, null, ZoneOffset.UTC),
            new Finding("HTTP 503", null, List.of(), MemberChanges.NONE, List.of()),
            false);
    Instant next = check.equals("due") ? DAWN : NEVER;
    return new OutboxEntry(
        check + "-1/mail", "mail", "id", sent, DAWN, tries, 0, next, Set.of(), reason, window);
  }
}
