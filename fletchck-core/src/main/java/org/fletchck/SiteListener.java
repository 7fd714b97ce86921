package org.fletchck;

import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Transition;

/**
 * Hears what a site does. Called by the thread that did it, in order for one check; it must not
 * block. What it throws is logged.
 */
public interface SiteListener {

  /** A configuration was applied; the problems are those of all its parts. */
  default void configured(SiteConfig config, List<Problem> problems) {}

  /** A run ended, or was due and not made. */
  default void ran(RunReport report) {}

  /** A check's status or its failing members changed, or something about it was notified. */
  default void changed(String check, String type, Transition transition) {}

  /** A notification was delivered. */
  default void delivered(OutboxEntry entry) {}

  /** A notification couldn't be delivered; it is tried again, unless {@code last}. */
  default void undelivered(OutboxEntry entry, String reason, boolean last) {}

  /** A part of the program, such as {@code mqtt}, is out of order, or is so for another reason. */
  default void componentDown(String part, String reason) {}

  /** A part of the program works, for the first time or again. */
  default void componentUp(String part, String how) {}

  /** An action has been failing for five minutes. */
  default void actionFails(String action, String reason) {}

  /** An action that had been failing for five minutes delivered something. */
  default void actionWorks(String action) {}
}
