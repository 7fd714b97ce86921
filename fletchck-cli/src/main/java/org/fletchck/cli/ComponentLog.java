package org.fletchck.cli;

import org.fletchck.state.SiteListener;

/** Prints a line when a component, such as a connection, goes down or up. */
record ComponentLog(Console screen) implements SiteListener {

  @Override
  public void componentDown(String component, String reason) {
    screen.error(component + ": " + reason);
  }

  @Override
  public void componentUp(String component, String how) {
    screen.say(component + ": " + how);
  }
}
