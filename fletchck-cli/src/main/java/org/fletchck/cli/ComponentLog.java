package org.fletchck.cli;

import org.fletchck.state.SiteListener;

/** Prints a line when a component, such as a connection, goes down or up. */
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
