package org.fletchck;

import java.util.List;

/**
 * What came of sending something by hand.
 *
 * @param outcome how it ended
 * @param reason why it wasn't delivered; empty if it was
 * @param log what the action logged, such as the answer of a server
 */
public record SendReport(Outcome outcome, String reason, List<String> log) {

  /** How it ended. */
  public enum Outcome {
    /** It was accepted. */
    DELIVERED,
    /** It was refused for good: trying again can't help. */
    REFUSED,
    /** It failed, which may pass. */
    FAILED
  }

  /** Copies the log. */
  public SendReport {
    log = List.copyOf(log);
  }

  /** Tells whether it was accepted. */
  public boolean delivered() {
    return outcome == Outcome.DELIVERED;
  }
}
