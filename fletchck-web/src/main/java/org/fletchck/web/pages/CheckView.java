package org.fletchck.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fletchck.History.StatusChange;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.web.layout.StatusSign;
import org.fletchck.web.layout.TimeFormat;
import org.jspecify.annotations.Nullable;

/**
 * A check as pages show it.
 *
 * @param config what it is
 * @param state what is believed of it
 * @param sign how its status is shown
 * @param turns its last changes of status
 * @param next when it runs next; null if by hand or in a sequence alone
 */
public record CheckView(
    CheckConfig config,
    CheckState state,
    StatusSign sign,
    List<StatusChange> turns,
    @Nullable Instant next) {

  private static final int ENOUGH = 160;

  /** Returns its name. */
  public String name() {
    return config.name();
  }

  /** Returns its type as shown. */
  public String type() {
    return config.typeText();
  }

  /** Returns its level, or an empty text. */
  public String level() {
    String level = state.lastRun().level();
    return level == null ? "" : level;
  }

  /** Returns why it is as it is, in one line. */
  public String reason() {
    if (sign == StatusSign.UNREACHABLE && state.blockedBy() != null) {
      return "because of " + state.blockedBy();
    }
    if (sign == StatusSign.MISCONFIGURED) {
      return "its configuration isn't valid";
    }
    String reason = state.lastRun().reason();
    if (reason == null) {
      return state.members().isEmpty() ? "" : String.join(", ", state.members());
    }
    return reason.length() <= ENOUGH ? reason : reason.substring(0, ENOUGH - 1) + "…";
  }

  /** Returns since when it is what it is, as far as that is known. */
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
   * Says until when it isn't run, by wish; empty if it is.
   *
   * @return such as {@code until 18:00}, or {@code until somebody ends it}
   */
  public Optional<String> pause(TimeFormat times) {
    if (!config.pausedAt(times.now())) {
      return Optional.empty();
    }
    return Optional.of(
        "until " + config.pausedUntil().map(times::brief).orElse("somebody ends it"));
  }

  /** Tells whether it is what somebody looks for. */
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
