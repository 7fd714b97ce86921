package org.fletchck.state;

import java.util.List;

/**
 * The outcome of sending something by hand.
 *
 * @param outcome how it ended
 * @param reason why it wasn't delivered; empty if it was
 * @param log what the action logged, such as a server's answer
 */
public record SendReport(Outcome outcome, String reason, List<String> log) {

  /** How it ended. */
  public enum Outcome {
    /** It was accepted. */
    DELIVERED,
    /** It was refused permanently: another attempt can't help. */
    REFUSED,
    /** It failed, perhaps temporarily. */
    FAILED
  }

  /** Copies the log. */
  public SendReport {
    log = List.copyOf(log);
  }

  /** Returns whether it was accepted. */
  public boolean delivered() {
    return outcome == Outcome.DELIVERED;
  }
}
