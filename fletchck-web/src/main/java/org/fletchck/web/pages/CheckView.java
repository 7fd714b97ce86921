package org.fletchck.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.state.History.StatusChange;
import org.fletchck.web.layout.StatusSign;
import org.fletchck.web.layout.TimeFormat;
import org.jspecify.annotations.Nullable;

/**
 * A check as pages show it.
 *
 * @param config its configuration
 * @param state its state
 * @param sign how its status is shown
 * @param turns its latest status changes
 * @param next when it runs next; null if only by hand or in a sequence
 */
public record CheckView(
    CheckConfig config,
    CheckState state,
    StatusSign sign,
    List<StatusChange> turns,
    @Nullable Instant next) {

  private static final int ENOUGH = 160;

  /** Returns the name of the check. */
  public String name() {
    return config.name();
  }

  /** Returns the type as it is shown. */
  public String type() {
    return config.typeText();
  }

  /** Returns the level of the last run; empty if there is none. */
  public String level() {
    String level = state.lastRun().level();
    return level == null ? "" : level;
  }

  /** Returns the reason for the status, in one line. */
  public String reason() {
    if (sign == StatusSign.UNREACHABLE && state.blockedBy() != null) {
      return "because of " + state.blockedBy();
    }
    if (sign == StatusSign.MISCONFIGURED) {
      return "invalid configuration";
    }
    String reason = state.lastRun().reason();
    if (reason == null) {
      return state.members().isEmpty() ? "" : String.join(", ", state.members());
    }
    return reason.length() <= ENOUGH ? reason : reason.substring(0, ENOUGH - 1) + "…";
  }

  /** Returns when the status began; null if unknown. */
  public @Nullable Instant since() {
    if (!turns.isEmpty() && turns.get(turns.size() - 1).status() == state.status()) {
      return turns.get(turns.size() - 1).at();
    }
    CheckState.Times past = state.times();
    if (state.status() == Status.FAIL) {
      return past.failingSince() == null ? past.fail() : past.failingSince();
    }
    return state.status() == Status.PASS && past.pass() != null ? past.pass() : past.check();
  }

  /**
   * Returns until when the check is paused; empty if it isn't.
   *
   * @return such as {@code until 18:00}, or {@code until further notice}
   */
  public Optional<String> pause(TimeFormat times) {
    if (!config.pausedAt(times.now())) {
      return Optional.empty();
    }
    return Optional.of("until " + config.pausedUntil().map(times::brief).orElse("further notice"));
  }

  /** Returns whether the check matches a search. */
  boolean matches(String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || has(name(), wanted)
        || has(type(), wanted)
        || has(reason(), wanted)
        || has(level(), wanted);
  }

  private static boolean has(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
