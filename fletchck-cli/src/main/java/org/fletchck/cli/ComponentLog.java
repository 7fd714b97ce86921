package org.fletchck.cli;

import org.fletchck.SiteListener;

/** Shows as lines whether connections and the like work. */
record ComponentLog(Console screen) implements SiteListener {

  @Override
  public void componentDown(String part, String reason) {
    screen.error(part + ": " + reason);
  }

  @Override
  public void componentUp(String part, String how) {
    screen.say(part + ": " + how);
  }
}
