package org.fletchck.internal.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fletchck.config.Validation;
import org.fletchck.internal.plan.Plan;
import org.fletchck.spi.Problem;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;

/** Notifies, once for each configuration, of checks and actions in it that can't be used. */
public final class ConfigurationAlert {

  private static final String NOTE = "problems told";

  private ConfigurationAlert() {}

  /** Returns what to send; empty if the same problems were sent before. */
  public static Optional<List<OutboxEntry>> entries(Plan plan, Store store, Instant now) {
    List<String> lines = lines(plan);
    if (key(lines).equals(store.snapshot().metadata().getOrDefault(NOTE, ""))) {
      return Optional.empty();
    }
    List<String> actions = lines.isEmpty() ? List.of() : NotificationFactory.usableActions(plan);
    return Optional.of(
        NotificationFactory.entries(
            actions,
            "configuration",
            NotificationFactory.ofProblems(plan, lines, "configuration-" + now.toEpochMilli(), now),
            now));
  }

  /** Returns what to commit with the entries: that these problems were sent. */
  public static Commit commit(Plan plan, List<OutboxEntry> entries) {
    return Commit.notifying(entries, NOTE, key(lines(plan)));
  }

  /** Returns what is wrong with the parts that can't be used. */
  private static List<String> lines(Plan plan) {
    Validation found = plan.validation();
    Stream<Problem> checks =
        plan.config().checks().keySet().stream()
            .filter(found::isMisconfiguredCheck)
            .flatMap(name -> found.checkProblems(name).stream());
    Stream<Problem> actions =
        plan.config().actions().keySet().stream()
            .filter(found::isMisconfiguredAction)
            .flatMap(name -> found.actionProblems(name).stream());
    return Stream.concat(checks, actions).filter(Problem::isError).map(Problem::toString).toList();
  }

  private static String key(List<String> lines) {
    return lines.isEmpty() ? "" : UUID.nameUUIDFromBytes(bytes(lines)).toString();
  }

  private static byte[] bytes(List<String> lines) {
    return String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
