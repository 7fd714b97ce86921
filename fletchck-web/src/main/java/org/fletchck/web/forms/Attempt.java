package org.fletchck.web.forms;

import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;

/**
 * What came of an attempt to change the configuration.
 *
 * @param end how it ended
 * @param seen the configuration as it stood in the file, or runs if that can't be read
 * @param problems why nothing was saved
 */
record Attempt(End end, SiteConfig seen, List<Problem> problems) {

  enum End {
    /** It is saved, or there was nothing to save. */
    SAVED(200),
    /** Somebody else changed the same part meanwhile; nothing is saved. */
    CONFLICT(409),
    /** Something is wrong with it; nothing is saved. */
    REFUSED(422);

    private final int status;

    End(int status) {
      this.status = status;
    }

    /** Returns the HTTP status that says the same. */
    int status() {
      return status;
    }
  }

  boolean saved() {
    return end == End.SAVED;
  }

  /** Returns the HTTP status that says the same. */
  int status() {
    return end.status();
  }
}
