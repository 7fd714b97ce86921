package org.fletchck.web.forms;

import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;

/**
 * The outcome of an attempt to change the configuration.
 *
 * @param end how the attempt ended
 * @param seen the configuration in the file, or the running one if the file can't be read
 * @param problems why nothing was saved
 */
record Attempt(End end, SiteConfig seen, List<Problem> problems) {

  enum End {
    /** The change was saved, or there was nothing to save. */
    SAVED(200),
    /** Nothing was saved, because somebody else changed the same part in the meantime. */
    CONFLICT(409),
    /** Nothing was saved, because the change is invalid. */
    REFUSED(422);

    private final int status;

    End(int status) {
      this.status = status;
    }

    /** Returns the corresponding HTTP status. */
    int status() {
      return status;
    }
  }

  boolean saved() {
    return end == End.SAVED;
  }

  /** Returns the corresponding HTTP status. */
  int status() {
    return end.status();
  }
}
