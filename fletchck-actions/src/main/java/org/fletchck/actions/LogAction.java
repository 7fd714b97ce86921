package org.fletchck.actions;

import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Notification;
import org.slf4j.Logger;

/** Writes one line per change. */
record LogAction(Logger logger) implements Action {

  private static final int MOST = 2000;

  @Override
  public void send(Notification n, ActionContext context) {
    if (n.isDigest()) {
      n.parts().forEach(this::write);
    } else {
      write(n);
    }
  }

  private void write(Notification n) {
    String reason = n.what().reason();
    String line =
        (n.test() ? "TEST: " : "")
            + n.subject().name()
            + " ("
            + n.subject().type()
            + "): "
            + n.change().word()
            + (reason == null ? "" : " " + reason);
    logger.warn("{}", PlainLine.oneLine(line, MOST));
  }
}
