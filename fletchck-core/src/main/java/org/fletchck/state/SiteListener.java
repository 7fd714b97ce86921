package org.fletchck.state;

import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Transition;

/**
 * Receives the events of a site. Its methods are called by the thread that caused the event, in
 * order for one check, and must not block. What they throw is logged.
 */
public interface SiteListener {

  /** Called when a configuration has been applied, with the problems of all its parts. */
  default void configured(SiteConfig config, List<Problem> problems) {}

  /** Called when a run has ended, or was due but didn't take place. */
  default void ran(RunReport report) {}

  /**
   * Called when a check's status or failing members changed, or something about it was notified.
   */
  default void changed(String check, String type, Transition transition) {}

  /** Called when a notification has been delivered. */
  default void delivered(OutboxEntry entry) {}

  /** Called when a notification couldn't be delivered; it will be retried, unless {@code last}. */
  default void undelivered(OutboxEntry entry, String reason, boolean last) {}

  /** Called when a component, such as {@code mqtt}, fails, or fails for a different reason. */
  default void componentDown(String component, String reason) {}

  /** Called when a component works, for the first time or again. */
  default void componentUp(String component, String how) {}

  /** Called when an action has been failing for five minutes. */
  default void actionFails(String action, String reason) {}

  /** Called when an action that had been failing for five minutes has delivered something. */
  default void actionWorks(String action) {}
}
